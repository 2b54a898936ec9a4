"""A report arrives with its proof, its count and its code, or nothing of it does."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from democity.cast import GRID
from tests import town
from tests.town import LAMPS, NOW
from wangge.cases.flow import State
from wangge.cases.models import Case, Channel, Kind
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id
from wangge.portal import actions, work
from wangge.portal.actions import AlreadySent, Proof, TooOften, UnableToSend
from wangge.portal.codes import digest_of
from wangge.portal.models import Follow, Question, Spent, Tally
from wangge.portal.tests.builders import said, submitted, worked
from wangge.territory.queries import OutsideCity

LATER = NOW + timedelta(hours=3)


@pytest.mark.usefixtures("town")
class TestOne:
    def test_it_is_a_case_of_its_grid_that_a_worker_is_sent_to_see(self) -> None:
        sent = submitted(said(matter=LAMPS, caller_phone="13900000000"))
        case = Case.objects.get(pk=sent.case.pk)
        assert (case.code, case.channel, case.state) == (GRID, Channel.PUBLIC, State.TO_CONFIRM)
        assert (case.line, case.proven, case.caller_phone) == (LAMPS, True, "13900000000")

    def test_of_the_code_only_a_keyed_hash_is_kept(self) -> None:
        sent = submitted()
        follow = Follow.objects.get(case=sent.case)
        assert len(sent.code) == 12
        assert follow.digest == digest_of(sent.case.pk, sent.code)
        assert sent.code not in follow.digest
        assert follow.digest != digest_of(new_id(), sent.code)

    def test_another_key_reads_nothing_out_of_the_table(self, settings: Any) -> None:
        sent = submitted()
        settings.FOLLOW_KEY = "another-key"
        assert Follow.objects.get(case=sent.case).digest != digest_of(sent.case.pk, sent.code)

    def test_no_two_codes_are_alike(self) -> None:
        codes = {submitted(said(str(n))).code for n in range(15)}
        assert len(codes) == 15

    def test_the_same_form_again_is_the_same_case_and_tells_no_code(self) -> None:
        report = said()
        sent = submitted(report)
        with pytest.raises(AlreadySent) as again:
            submitted(report)
        assert (again.value.number, again.value.same) == (sent.case.number, True)
        with pytest.raises(AlreadySent) as other:
            submitted(said("别的事", key=report.key))
        assert not other.value.same
        assert Case.objects.filter(channel=Channel.PUBLIC).count() == 1

    def test_work_is_good_for_the_form_it_was_done_for_and_for_no_other(self) -> None:
        proof = worked(new_id())
        with pytest.raises(UnableToSend):
            submitted(said(), proof=proof)

    def test_work_that_was_used_cannot_be_used_again(self) -> None:
        """The case of the first is taken away: nothing but the stored proof stands in the way."""
        report = said()
        proof = worked(report.key)
        Spent.objects.create(digest=work.digest(proof.work), spent_at=NOW)
        with pytest.raises(UnableToSend) as refusal:
            submitted(report, proof=proof)
        assert "已经用过" in refusal.value.sentence

    def test_work_grows_old(self) -> None:
        report = said()
        with pytest.raises(UnableToSend):
            submitted(report, proof=worked(report.key, now=NOW), now=LATER)

    @pytest.mark.parametrize(
        "nonces", ["", "0,0,0,0", "0", "1,2,3,4,5", "x" * 5000, "0,0,0," + "9" * 40]
    )
    def test_no_work_is_no_proof(self, nonces: str) -> None:
        report = said()
        proof = Proof(work=worked(report.key).work, nonces=nonces)
        with pytest.raises(UnableToSend):
            submitted(report, proof=proof)
        assert not Case.objects.filter(pk=report.key).exists()

    def test_an_answer_lets_it_in_and_the_desk_looks_first(self) -> None:
        report = said()
        sent = submitted(report, proof=_answered(report.key))
        assert (sent.case.proven, sent.case.state) == (False, State.REPORTED)

    def test_an_answer_is_used_once(self) -> None:
        report = said()
        proof = _answered(report.key)
        submitted(report, proof=proof)
        with pytest.raises(UnableToSend):
            submitted(said(), proof=proof)
        Follow.objects.all().delete()
        with pytest.raises(UnableToSend) as refusal:
            submitted(report, proof=proof)
        assert "已经用过" in refusal.value.sentence

    def test_what_is_refused_uses_up_nothing(self) -> None:
        report = said(lon=111.0, lat=26.0)
        proof = worked(report.key)
        with pytest.raises(OutsideCity):
            submitted(report, proof=proof)
        assert not Spent.objects.exists()
        assert not Tally.objects.exists()
        assert submitted(said(key=report.key), proof=proof).case.number

    def test_an_opinion_is_open_to_its_circle_alone(self) -> None:
        sent = submitted(said("态度不好", kind=Kind.OPINION))
        assert sent.case.circle
        assert sent.case.state == State.REPORTED

    def test_what_is_counted_is_no_address(self) -> None:
        submitted(said(caller_phone="139-0000-0000"))
        kept = {(it.what, it.who) for it in Tally.objects.all()}
        assert {what for what, _ in kept} == {"send-address", "send-phone", "send-city"}
        assert not any("198" in who[:3] or "139" in who[:3] for _, who in kept)


@pytest.mark.usefixtures("town")
class TestRates:
    @pytest.fixture(autouse=True)
    def few(self, settings: Any) -> None:
        settings.PORTAL_LIMITS = (
            "send-address=3/3600, unproven-address=1/3600, send-phone=2/86400,send-city=5/60"
        )

    def test_an_address_sends_so_many_in_an_hour(self) -> None:
        for _ in range(3):
            submitted(said())
        with pytest.raises(TooOften) as refusal:
            submitted(said())
        assert 0 < refusal.value.seconds <= 3600
        submitted(said(), caller="198.51.100.8")
        submitted(said(), now=NOW + timedelta(hours=1))

    def test_without_javascript_fewer(self) -> None:
        for allowed in (True, False):
            report = said()
            proof = _answered(report.key)
            if allowed:
                submitted(report, proof=proof)
            else:
                with pytest.raises(TooOften):
                    submitted(report, proof=proof)

    def test_a_phone_is_given_so_often_however_it_is_written(self) -> None:
        for number, phone in enumerate(["13900000000", "139-0000-0000"]):
            submitted(said(caller_phone=phone), caller=f"198.51.100.{number}")
        with pytest.raises(TooOften):
            submitted(said(caller_phone="139 0000 0000"), caller="198.51.100.9")
        submitted(said(caller_phone="13900000001"), caller="198.51.100.9")

    def test_the_whole_city_sends_so_many_in_a_minute(self) -> None:
        for number in range(5):
            submitted(said(), caller=f"198.51.100.{number}")
        with pytest.raises(TooOften):
            submitted(said(), caller="198.51.100.9")
        submitted(said(), caller="198.51.100.9", now=NOW + timedelta(minutes=1))


def _answered(key: Any) -> Proof:
    question = Question.objects.create(
        form_key=key, words="一加一等于几？", answer="2", asked_at=NOW, right=True
    )
    return Proof(question=question.pk)


def at_once(*sends: Any) -> list[Any]:
    """Senders that start together; what came of each."""
    start, answers = Barrier(len(sends)), [None] * len(sends)

    def run(index: int, send: Any) -> None:
        try:
            start.wait()
            answers[index] = send()
        except Unable as refusal:
            answers[index] = refusal  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(sends)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.slow
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def committed_town(self, fresh_database: str) -> None:
        town.build()

    def test_the_rate_holds_however_many_come_together(self, settings: Any) -> None:
        settings.PORTAL_LIMITS = "send-address=4/3600"
        answers = at_once(*(partial(submitted, said(str(number))) for number in range(7)))
        assert sum(isinstance(it, actions.Sent) for it in answers) == 4
        assert sum(isinstance(it, TooOften) for it in answers) == 3
        assert Case.objects.filter(channel=Channel.PUBLIC).count() == 4

    def test_looking_before_counting_alone_would_let_more_in(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control: with the count taken out, the look lets all of them pass."""
        settings.PORTAL_LIMITS = "send-address=4/3600"
        verb = import_module("wangge.portal.actions.submit")
        monkeypatch.setattr(verb, "count", lambda *_, **__: None)
        answers = at_once(*(partial(submitted, said(str(number))) for number in range(7)))
        assert sum(isinstance(it, actions.Sent) for it in answers) == 7

    def test_a_double_tap_is_one_case(self) -> None:
        report = said()
        answers = at_once(*[partial(submitted, report) for _ in range(4)])
        assert sum(isinstance(it, actions.Sent) for it in answers) == 1
        assert sum(isinstance(it, AlreadySent) for it in answers) == 3
        assert Case.objects.filter(channel=Channel.PUBLIC).count() == 1
