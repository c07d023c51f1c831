import asyncio
import unittest
from unittest.mock import AsyncMock, patch

import work


class LaterTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.value = await work.later(1)

    async def test_later(self):
        self.assertEqual(await work.later(2), 2)
        self.assertEqual(self.value, 1)

    async def test_numbers(self):
        got = [n async for n in work.numbers(3)]
        self.assertEqual(got, [0, 1, 2])
        async with asyncio.timeout(5):
            self.assertEqual(await asyncio.gather(work.later(1), work.later("b")), [1, "b"])

    @patch("work.later", new_callable=AsyncMock)
    async def test_awaited(self, later):
        later.return_value = 7
        self.assertEqual(await work.later(3), 7)
        later.assert_awaited_once_with(3)
