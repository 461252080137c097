import pytest
from hypothesis import given
from hypothesis import strategies as st

from govuk import charts

EDGES = (1.6, 3.2, 4.8, 6.4)


def number(text):
    return float(text.removesuffix("%"))


def test_percent_has_no_needless_figures():
    assert charts.percent(50) == "50%"
    assert charts.percent(100 / 7) == "14.286%"
    assert charts.percent(0) == "0%"


def test_steps_stand_in_the_middle_of_equal_sevenths():
    places = [number(tick) for tick in charts.track(1).ticks]
    assert places[0] == pytest.approx(100 / 14, abs=0.001)
    assert places[3] == 50
    assert [b - a for a, b in zip(places, places[1:], strict=False)] == pytest.approx(
        [100 / 7] * 6, abs=0.002
    )


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 7))
def test_the_pill_of_most_people_holds_their_steps_and_stays_on_the_drawing(stated, low, high):
    low, high = sorted((low, high))
    drawn = charts.track(stated, experienced=low, low=low, high=high)
    start = number(drawn.most_people.x)
    end = start + number(drawn.most_people.width)
    assert 0 <= start < number(drawn.ticks[low - 1])
    assert number(drawn.ticks[high - 1]) < end <= 100


@given(st.integers(1, 7), st.integers(1, 7))
def test_the_record_stands_on_its_own_step(stated, record):
    drawn = charts.track(stated, record=record)
    assert drawn.record == drawn.ticks[record - 1]
    assert charts.track(stated).record is None


def test_most_people_are_not_drawn_without_a_middle_step():
    assert charts.track(4, low=3, high=5).most_people is None


@pytest.mark.parametrize("step", [0, 8, -1])
def test_a_step_that_does_not_exist_is_refused(step):
    with pytest.raises(ValueError, match="a step is from 1 to 7"):
        charts.track(step)
    with pytest.raises(ValueError, match="a step is from 1 to 7"):
        charts.track(4, record=step)


def test_five_parts_fill_the_width_and_never_touch():
    parts = charts.segments(None)
    assert len(parts) == 5
    assert number(parts[0].x) == 0
    assert number(parts[-1].x) + number(parts[-1].width) == pytest.approx(100)
    for left, right in zip(parts, parts[1:], strict=False):
        assert number(left.x) + number(left.width) < number(right.x)


@pytest.mark.parametrize("place", range(5))
def test_exactly_the_marked_part_is_marked(place):
    assert [part.place for part in charts.segments(place) if part.marked] == [place]


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_better_score_stands_further_right_and_the_circle_stays_whole(one, other):
    low, high = sorted((one / 10, other / 10))
    assert 2 <= charts.score_place(low) <= charts.score_place(high) <= 98


def test_the_likely_range_holds_the_score():
    scale = charts.band_scale(4.5, EDGES, 4, 5.5, 2)
    assert number(scale.likely.x) < number(scale.score) < number(scale.likely.x) + number(scale.likely.width)
    assert charts.band_scale(4.5, EDGES).likely is None


@pytest.mark.parametrize("edges", [EDGES, (1.0, 1.1, 1.2, 7.0)])
@pytest.mark.parametrize("band", range(5))
def test_a_score_stands_in_the_part_of_its_band_wherever_a_council_lets_them_meet(edges, band):
    low, high = (0.0, *edges)[band], (*edges, 8.0)[band]
    scale = charts.band_scale((low + high) / 2, edges, band=band)
    (part,) = (part for part in scale.segments if part.marked)
    assert part.place == band
    assert number(part.x) < number(scale.score) < number(part.x) + number(part.width)


@pytest.mark.parametrize("score", [-0.5, 8.5])
def test_a_score_beyond_the_eight_is_refused(score):
    with pytest.raises(ValueError, match="a score is from 0 to 8"):
        charts.band_scale(score, EDGES)


def test_one_block_is_drawn_for_each_project_in_the_order_given():
    drawn = charts.blocks({"match": 2, "talk": 1, "few": 1}, most=6)
    assert [block.kind for block in drawn] == ["match", "match", "talk", "few"]
    assert len({block.width for block in drawn}) == 1
    assert number(drawn[-1].x) + number(drawn[-1].width) < 100


def test_blocks_that_do_not_fit_or_are_unknown_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        charts.blocks({"match": 3}, most=2)
    with pytest.raises(ValueError, match="no block is drawn"):
        charts.blocks({"red": 1}, most=2)


def test_a_bar_is_cut_into_as_many_pieces_as_it_counts():
    bar = charts.counted_bar(3, most=5)
    assert bar.reach.width == "60%"
    assert bar.cuts == ("20%", "40%")
    assert charts.counted_bar(0, most=5) == charts.Counted(reach=None, cuts=())
    assert charts.counted_bar(0, most=0).reach is None


def test_a_bar_longer_than_its_chart_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        charts.counted_bar(6, most=5)


def test_two_sides_stand_in_the_middle_of_their_fifths_with_the_difference_between_them():
    sides = charts.two_sides(people=1, team=4)
    assert (sides.people, sides.team) == ("30%", "90%")
    assert (sides.difference.x, sides.difference.width) == ("30%", "60%")
    assert charts.two_sides(people=4, team=1).difference == sides.difference


@pytest.mark.parametrize("team", [None, 2])
def test_two_sides_that_agree_or_cannot_be_compared_have_no_difference(team):
    assert charts.two_sides(people=2, team=team).difference is None


@pytest.mark.parametrize("place", [-1, 5])
def test_a_fifth_that_does_not_exist_is_refused(place):
    with pytest.raises(ValueError, match="a fifth is from 0 to 4"):
        charts.two_sides(people=place)
