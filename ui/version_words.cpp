#include "ui/version_words.h"

#include <QCoreApplication>

namespace duodoctor
{

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(VersionWords)
};

} // namespace

QString wordsFor(const GitLabVersionRange &versions)
{
    const QString from = versions.from ? versions.from->toString() : QString{};
    const QString to = versions.to ? versions.to->toString() : QString{};
    if (from.isEmpty() && to.isEmpty()) {
        return Words::tr("every version of GitLab");
    }
    if (to.isEmpty()) {
        return Words::tr("GitLab %1 and later").arg(from);
    }
    if (from.isEmpty()) {
        return Words::tr("GitLab up to %1").arg(to);
    }
    return from == to ? Words::tr("GitLab %1").arg(from) : Words::tr("GitLab %1 to %2").arg(from, to);
}

} // namespace duodoctor
