"""An invented world of many cases, as large and as varied as the real records, to measure with.

    make_world(real, target, cases=1000, seed=1)

Articles, sources and organisations are the real ones; cases and group events are invented and say
so. How long texts and timelines are, which type of event follows which, how often sources are
cited, disagree or slip: all of it is measured in the real cases when the world is made.
"""

from synthetic.world import make_world

__all__ = ["make_world"]
