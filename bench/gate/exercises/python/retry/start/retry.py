async def retry(action, times):
    raise NotImplementedError
