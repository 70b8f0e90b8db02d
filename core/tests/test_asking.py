import uuid

from core.asking import may_ask


def test_each_may_ask_so_often():
    first, second = (uuid.uuid4().hex for _ in range(2))
    assert [may_ask(first, times=2, seconds=60) for _ in range(3)] == [True, True, False]
    assert may_ask(second, times=2, seconds=60)


def test_the_count_ends_with_its_time():
    who = uuid.uuid4().hex
    assert may_ask(who, times=1, seconds=0)
    assert may_ask(who, times=1, seconds=0)
