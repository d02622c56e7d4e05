#include "session/result_store.h"

#include "diagnosis/weighing.h"
#include "session/hand_reading.h"

#include <algorithm>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Two results of one check.
bool looksDifferent(const CheckResult &one, const CheckResult &other)
{
    return one.status != other.status ||
           !std::ranges::equal(one.findings, other.findings, {}, &Finding::severity, &Finding::severity);
}

} // namespace

void ResultStore::reset(const QList<CheckKey> &plan)
{
    m_plan = plan;
    m_places.clear();
    for (const CheckKey &key : std::as_const(m_plan)) {
        m_places.insert(key, m_places.size());
    }
    m_seen.clear();
    m_shown.clear();
    m_diagnosis.reset();
}

void ResultStore::put(const CheckResult &result)
{
    m_diagnosis.reset();
    putInto(m_seen, result);
    putInto(m_shown, result);
}

void ResultStore::putInto(QList<CheckResult> &results, const CheckResult &result) const
{
    const auto known = std::ranges::find(results, result.key, &CheckResult::key);
    if (known != results.end()) {
        *known = result;
        return;
    }
    const qsizetype position = m_places.value(result.key, -1);
    if (position < 0) {
        results << result; // of a captured text, which is in no plan
        return;
    }
    const auto after = std::ranges::find_if(
        results, [&](const CheckResult &other) { return m_places.value(other.key, -1) > position; });
    results.insert(after, result);
}

void ResultStore::dropLive()
{
    const auto isLive = [](const CheckResult &result) { return !isBroughtByHand(result); };
    m_seen.removeIf(isLive);
    m_shown.removeIf(isLive);
    m_diagnosis.reset();
}

QList<CheckResult> ResultStore::weigh()
{
    const QList<CheckResult> before = std::exchange(m_shown, weighedResults(m_seen));
    m_diagnosis.reset();
    QList<CheckResult> changed;
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (looksDifferent(before.at(i), m_shown.at(i))) {
            changed << m_shown.at(i);
        }
    }
    return changed;
}

CheckKey ResultStore::keyFor(const CheckKey &key) const
{
    const auto same = [&](const CheckResult &other) { return other.key.check == key.check; };
    const auto before = m_plan.contains(key) ? 0 : std::ranges::count_if(m_seen, same);
    CheckKey own = key;
    if (before > 0) {
        own.subject += u"#%1"_s.arg(before + 1);
    }
    return own;
}

bool ResultStore::isLessThanKnown(const CheckResult &result) const
{
    const CheckResult *known = find(result.key);
    return known && result.status == CheckStatus::Skipped && isBroughtByHand(*known);
}

const CheckResult *ResultStore::find(const CheckKey &key) const
{
    const auto found = std::ranges::find(m_shown, key, &CheckResult::key);
    return found == m_shown.end() ? nullptr : &*found;
}

const Diagnosis &ResultStore::diagnosis() const
{
    if (!m_diagnosis) {
        m_diagnosis = diagnose(m_shown);
    }
    return *m_diagnosis;
}

} // namespace duodoctor
