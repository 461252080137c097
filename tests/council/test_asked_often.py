"""A question that is worded once is answered anew each time, for whomever it is asked."""

import pytest
from django.db.models import Q

from council.asked_often import AskedOften
from council.models import Directorate

pytestmark = pytest.mark.django_db


def test_what_differs_is_put_in_and_the_answer_is_never_kept(django_assert_num_queries):
    named = AskedOften(
        lambda name: Directorate.objects.filter(Q(name=name) | Q(name__gt=name)).values_list("name"), name=""
    )
    assert list(named(name="Housing")) == []
    Directorate.objects.bulk_create([Directorate(name="Housing"), Directorate(name="Roads")])
    with django_assert_num_queries(2):
        assert list(named(name="Housing")) == [("Housing",), ("Roads",)]
        assert list(named(name="Roads")) == [("Roads",)]


def test_a_value_that_is_left_out_or_changes_nothing_is_told():
    pairs = AskedOften(
        lambda one, other: Directorate.objects.filter(name=one).values_list(), one="a", other="b"
    )
    with pytest.raises(ValueError, match="other"):
        pairs(one="Housing", other="Roads")
    named = AskedOften(lambda name: Directorate.objects.filter(name=name).values_list(), name="")
    with pytest.raises(KeyError):
        named()
