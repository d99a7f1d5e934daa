"""The oversight lead's quarter from plan to effectiveness check, the unit's reply, and an obstacle's fifteen days."""

from . import month, screens

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_a_quarter_from_plan_to_effectiveness_check(new_page, login, picture):
    lead, head, unit = new_page(), new_page(), new_page()
    login(lead, "phuc")
    login(head, "long")
    login(unit, "tung")

    plan = _one(lead, "ward.inspection.plan", [("year", "=", 2026)])
    screens.open_path(lead, f"ward-inspection-plans/{plan}")
    screens.press(lead, "action_submit")
    screens.wait_state(lead, "submitted")
    picture(lead, "desk-plan-submitted")
    screens.open_path(head, f"ward-inspection-plans/{plan}")
    screens.press(head, "action_approve")
    screens.wait_state(head, "approved")

    visit, finding = _signed_visit(lead)
    screens.open_path(lead, f"ward-visits/{visit}")
    picture(lead, "desk-visit-signed")
    action = _make(
        lead,
        "ward.action",
        {
            "name": "Lập sổ theo dõi hồ sơ",
            "finding_id": finding,
            "employee_id": _one(lead, "hr.employee.public", [("name", "=", "Đào Duy Tùng")]),
            "deadline": "2026-12-28",
        },
    )

    screens.open_path(unit, f"my-actions/{action}")
    screens.fill(unit, "done_note", "Đã lập sổ, giao một người ghi hằng ngày")
    screens.press(unit, "action_done")
    screens.wait_state(unit, "done")
    picture(unit, "desk-action-done")

    screens.open_path(lead, f"ward-actions/{action}")
    screens.fill(lead, "check_note", "Sổ ghi đủ, không sót hồ sơ")
    screens.press(lead, "action_effective")
    screens.wait_state(lead, "closed")
    picture(lead, "desk-action-closed")


def test_the_unit_replies_and_the_reply_stands_beside_the_finding(new_page, login, picture):
    lead, unit = new_page(), new_page()
    login(lead, "phuc")
    login(unit, "tung")
    _visit, finding = _signed_visit(lead)
    screens.open_path(unit, f"ward-findings/{finding}")
    screens.press(unit, "action_reply")
    unit.wait_for_selector(f"{screens.DIALOG} .o_field_widget[name=text]")
    screens.fill(unit, "text", "Sổ cũ hết trang từ ngày 10, sổ mới đã lập")
    unit.locator(f"{screens.DIALOG} .o_form_button_save").click()
    unit.wait_for_selector(screens.DIALOG, state="detached")
    replies = month.done(screens.call(lead, "ward.finding", "read", [finding], ["reply_ids"]))[0]["reply_ids"]
    assert len(replies) == 1
    screens.open_path(lead, f"ward-findings/{finding}")
    picture(lead, "desk-finding-replied")


def test_an_obstacle_of_fifteen_days_from_question_to_satisfaction(new_page, login, picture):
    asker, head = new_page(), new_page()
    login(asker, "lan")
    login(head, "hung")
    unit = _one(head, "hr.department", [("code", "=", "VP")])
    screens.open_path(asker, "ward-obstacles/new")
    screens.fill(asker, "name", "Máy in của quầy hỏng")
    screens.fill(asker, "text", "Không in được phiếu hẹn, đề nghị bố trí máy khác")
    screens.save(asker)
    obstacle = screens.record_id(asker)
    values = {"department_id": unit, "employee_id": _one(head, "hr.employee.public", [("user_id.login", "=", "hung")])}
    lead = new_page()
    login(lead, "phuc")
    month.done(screens.call(lead, "ward.obstacle", "write", [obstacle], values))

    screens.open_path(head, f"ward-obstacles/{obstacle}")
    screens.press(head, "action_answer_here")
    screens.wait_state(head, "answering")
    picture(head, "desk-obstacle")
    screens.fill(head, "answer", "Đã chuyển máy in của phòng họp xuống quầy")
    screens.press(head, "action_answered")
    screens.wait_state(head, "answered")

    screens.open_path(asker, f"ward-obstacles/{obstacle}")
    screens.field(asker, "satisfaction").locator("input[type=radio]").first.check()
    screens.press(asker, "action_close")
    screens.wait_state(asker, "closed")
    picture(asker, "desk-obstacle-closed")


def _one(page, model, domain):
    return month.done(screens.call(page, model, "search", domain, limit=1))[0]


def _make(page, model, values):
    return month.done(screens.call(page, model, "create", [values]))[0]


def _signed_visit(page):
    """A visit of the lead to the economy unit as a follow-up, with one failed item and its finding, signed."""
    domain = [("state", "=", "signed"), ("follow_up_of_id", "=", False)]  # the demo's is older than what stories add
    [former] = month.done(screens.call(page, "ward.visit", "search", domain, order="id", limit=1))
    [old] = month.done(screens.call(page, "ward.visit", "read", [former], ["department_id", "checklist_id"]))
    visit = _make(
        page,
        "ward.visit",
        {
            "department_id": old["department_id"][0],
            "checklist_id": old["checklist_id"][0],
            "follow_up_of_id": former,
            "kind": "planned",
        },
    )
    month.done(screens.call(page, "ward.visit", "action_start", [visit]))
    first, *others = month.done(screens.call(page, "ward.visit.answer", "search", [("visit_id", "=", visit)]))
    month.done(screens.call(page, "ward.visit.answer", "write", others, {"result": "pass"}))
    month.done(screens.call(page, "ward.visit.answer", "write", [first], {"result": "fail", "note": "Thiếu sổ"}))
    evidence = {"answer_id": first, "name": "Ảnh", "image": PIXEL}
    month.done(screens.call(page, "ward.evidence", "create", [evidence]))
    finding = _make(
        page,
        "ward.finding",
        {"visit_id": visit, "answer_id": first, "name": "Chưa lập sổ", "department_id": old["department_id"][0]},
    )
    signing = _make(
        page,
        "ward.visit.signing",
        {
            "visit_id": visit,
            "signer": "Đào Duy Tùng",
            "post": "Trưởng phòng",
            "inspector_signature": PIXEL,
            "unit_signature": PIXEL,
        },
    )
    month.done(screens.call(page, "ward.visit.signing", "action_sign", [signing]))
    return visit, finding
