import unittest

from robot import Robot

NORTH, EAST, SOUTH, WEST = "NESW"


class RobotCase(unittest.TestCase):
    def assertMoves(self, start, orders, end):
        robot = Robot(*start)
        robot.obey(orders)
        self.assertEqual(robot.place, end[:2])
        self.assertEqual(robot.facing, end[2])


class TurnTest(RobotCase):
    def test_right(self):
        self.assertMoves((0, 0, NORTH), "RR", (0, 0, SOUTH))

    def test_left(self):
        self.assertMoves((0, 0, NORTH), "LLL", (0, 0, EAST))


class WalkTest(RobotCase):
    def test_forward(self):
        self.assertMoves((3, 3, WEST), "AA", (1, 3, WEST))

    def test_there_and_back(self):
        self.assertMoves((7, 3, NORTH), "RAALAL", (9, 4, WEST))

    def test_long_way(self):
        self.assertMoves((8, 4, SOUTH), "LAAARRRALLLL", (11, 5, NORTH))

    def test_unknown_order(self):
        with self.assertRaises(ValueError):
            Robot(0, 0, NORTH).obey("X")
