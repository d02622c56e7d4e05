#pragma once

#include "check/check_result.h"
#include "diagnosis/diagnosis.h"

#include <QHash>
#include <QList>

#include <optional>

namespace duodoctor
{

/// The latest result of each check of a deployment: as the checks gave them, and as they look beside each other.
class ResultStore
{
public:
    /// Forgets everything.
    /// @param plan  the order that results are kept in from now on
    void reset(const QList<CheckKey> &plan);
    const QList<CheckKey> &plan() const { return m_plan; }

    void put(const CheckResult &result);
    /// Drops what a run of all checks looks at anew; what somebody brought stays.
    void dropLive();
    /// Weighs the results against each other. @return those that look different now.
    QList<CheckResult> weigh();

    /// A key for the result of a captured text. Several texts of one kind stay apart; a check of the plan keeps its
    /// key.
    CheckKey keyFor(const CheckKey &key) const;
    /// True for a result that says less than what somebody brought: it could not look there.
    bool isLessThanKnown(const CheckResult &result) const;

    const QList<CheckResult> &seen() const { return m_seen; }
    const QList<CheckResult> &shown() const { return m_shown; }
    /// Null when there is no result yet.
    const CheckResult *find(const CheckKey &key) const;
    const Diagnosis &diagnosis() const;

private:
    void putInto(QList<CheckResult> &results, const CheckResult &result) const;

    QList<CheckKey> m_plan;
    QHash<CheckKey, qsizetype> m_places;          ///< of the checks in the plan
    QList<CheckResult> m_seen;                    ///< as the checks gave them
    QList<CheckResult> m_shown;                   ///< the same; weighed against each other once a run has ended
    mutable std::optional<Diagnosis> m_diagnosis; ///< none: to be made anew
};

} // namespace duodoctor
