// Reads a request as JSON from standard input, answers as JSON with what ical.js makes of it.
// {ask: "offsets", zones: [{text, name, times}]}: the moment (UTC seconds) of each wall time
// {ask: "occurrences", text, until}: every occurrence up to `until` (UTC seconds)
import { readFileSync } from "node:fs";
import ICAL from "./ical.mjs";

const request = JSON.parse(readFileSync(0, "utf8"));
const answer = request.ask === "offsets" ? request.zones.map(offsets) : occurrences(request);
process.stdout.write(JSON.stringify(answer));

function offsets({ text, name, times }) {
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vtimezone");
  const zone = new ICAL.Timezone({ component, tzid: name });
  return times.map((text) => {
    const time = ICAL.Time.fromDateTimeString(text);
    time.zone = zone;
    return time.toUnixTime();
  });
}

function occurrences({ text, until }) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const each of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(each), each.getFirstPropertyValue("tzid"));
  }
  const parts = calendar.getAllSubcomponents("vevent");
  const uid = (part) => part.getFirstPropertyValue("uid");
  const masters = parts.filter((part) => !part.hasProperty("recurrence-id"));
  const apart = parts.filter((part) => part.hasProperty("recurrence-id"));
  const names = new Set(masters.map(uid));
  // Which exceptions are whose has to be said: else every event takes those of all others too.
  const events = masters.map((part) => new ICAL.Event(part, {
    exceptions: apart.filter((other) => uid(other) === uid(part)),
  }));
  const alone = apart.filter((part) => !names.has(uid(part))).map((part) => new ICAL.Event(part));
  return [...events, ...alone].flatMap((each) => found(each, until));
}

function found(event, until) {
  const out = [];
  if (!event.isRecurring()) return [told(event, event.startDate, event.endDate)];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && seconds(next) <= until; next = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    out.push(told(item, startDate, endDate));
  }
  return out;
}

function told(item, start, end) {
  const status = item.component.getFirstPropertyValue("status") ?? "";
  return [item.uid, seconds(start), seconds(end), item.summary, status];
}

function seconds(time) {
  return time.toUnixTime();
}
