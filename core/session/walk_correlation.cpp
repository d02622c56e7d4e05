#include "session/walk_correlation.h"

#include "session/session.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

constexpr qsizetype kMinLength = 4;
constexpr qsizetype kMaxLength = 64;

bool isPlain(const QString &id)
{
    return id.size() >= kMinLength && id.size() <= kMaxLength && id.front() != u'-' &&
           std::ranges::all_of(
               id, [](QChar c) { return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_'); });
}

/// The newest id of a log: of a line that failed before any other.
QString idIn(const ServiceLog &log)
{
    QString any;
    for (auto entry = log.entries.crbegin(); entry != log.entries.crend(); ++entry) {
        if (!isPlain(entry->correlationId)) {
            continue;
        }
        if (entry->isFailure()) {
            return entry->correlationId;
        }
        if (any.isEmpty()) {
            any = entry->correlationId;
        }
    }
    return any;
}

} // namespace

QString correlationIdOf(const QList<WalkStep> &steps, const Session &session)
{
    for (auto step = steps.crbegin(); step != steps.crend(); ++step) {
        for (const CheckKey &key : step->brought) {
            const CheckResult *result = session.result(key);
            for (const EvidencePtr &piece : result ? result->evidence : QList<EvidencePtr>{}) {
                const auto *log = piece->as<ServiceLog>();
                const QString id = log ? idIn(*log) : QString{};
                if (!id.isEmpty()) {
                    return id;
                }
            }
        }
    }
    return {};
}

} // namespace duodoctor
