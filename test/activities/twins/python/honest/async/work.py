import asyncio


async def later(value):
    await asyncio.sleep(0)
    return value


async def numbers(n):
    for i in range(n):
        yield i
