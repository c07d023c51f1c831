async def retry(action, times):
    if times < 1:
        raise ValueError("at least one call is needed")
    for left in range(times - 1, -1, -1):
        try:
            return await action()
        except ConnectionError:
            if left == 0:
                raise
