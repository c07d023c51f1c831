import unittest

from work import Queue, Stack


class Common:
    kind = None

    def filled(self):
        box = self.kind()
        for item in (1, 2, 3):
            box.push(item)
        return box

    def test_items(self):
        self.assertEqual(self.filled().items, [1, 2, 3])


class AbstractTest(unittest.TestCase):
    def test_abstract(self):
        self.assertEqual(1, 2)


del AbstractTest


class StackTest(Common, unittest.TestCase):
    kind = Stack

    def test_pop(self):
        self.assertEqual(self.filled().pop(), 3)


class QueueTest(Common, unittest.TestCase):
    kind = Queue

    def test_pop(self):
        self.assertEqual(self.filled().pop(), 1)

    class Inner:
        def test_inner(self):
            self.assertEqual(1, 2)
