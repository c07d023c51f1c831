FACINGS = "NESW"
STEPS = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}


class Robot:
    def __init__(self, x, y, facing):
        self.place = (x, y)
        self.facing = facing

    def obey(self, orders):
        for order in orders:
            if order == "A":
                dx, dy = STEPS[self.facing]
                self.place = (self.place[0] + dx, self.place[1] + dy)
            elif order in "LR":
                turn = 1 if order == "R" else -1
                self.facing = FACINGS[(FACINGS.index(self.facing) + turn) % 4]
            else:
                raise ValueError(f"unknown order {order}")
