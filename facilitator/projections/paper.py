"""Everything that becomes a paper of its own."""

from __future__ import annotations

from typing import TypeAlias

from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.handover_papers import HandoverPack
from facilitator.projections.plan_papers import EngagementReport, PlanPaper
from facilitator.projections.reply_papers import ReplySheet
from facilitator.projections.types import Agenda, GoalRegister, Minutes, PreBrief, Record

Paper: TypeAlias = (
    Agenda
    | Minutes
    | Record
    | PreBrief
    | GoalRegister
    | EngagementReport
    | ExecutiveSummary
    | PlanPaper
    | HandoverPack
    | ReplySheet
)
