import unittest

from retry import retry


class Flaky:
    def __init__(self, failures):
        self.failures = failures
        self.calls = 0

    async def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError(f"call {self.calls}")
        return f"answer {self.calls}"


class RetryTest(unittest.IsolatedAsyncioTestCase):
    async def test_at_once(self):
        self.assertEqual(await retry(Flaky(0), 3), "answer 1")

    async def test_later(self):
        action = Flaky(2)
        self.assertEqual(await retry(action, 3), "answer 3")
        self.assertEqual(action.calls, 3)

    async def test_never(self):
        action = Flaky(5)
        with self.assertRaises(ConnectionError) as caught:
            await retry(action, 3)
        self.assertEqual(str(caught.exception), "call 3")

    async def test_other_errors(self):
        async def broken():
            raise KeyError("x")

        with self.assertRaises(KeyError):
            await retry(broken, 3)

    async def test_no_calls(self):
        with self.assertRaises(ValueError):
            await retry(Flaky(0), 0)
