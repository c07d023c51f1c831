def assert_parsed(actual, name, value):
    assert actual["name"] == name
    assert actual["value"] == value


def assert_nothing_of_the_kind(actual):
    assert actual is None
