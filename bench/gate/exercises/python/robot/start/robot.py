class Robot:
    def __init__(self, x, y, facing):
        raise NotImplementedError
