#include "deployment/known_versions.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

bool isNewerThanKnown(const GitLabVersion &version)
{
    return version > kNewestKnownVersion && !version.isSameMinor(kNewestKnownVersion);
}

GitLabVersion nearestKnownVersion(const GitLabVersion &version)
{
    if (isNewerThanKnown(version)) {
        return kNewestKnownVersion;
    }
    return std::max(version, kOldestKnownVersion);
}

QString unknownVersionNote(const GitLabVersion &version)
{
    if (isNewerThanKnown(version)) {
        return u"GitLab %1 is newer than this playbook. The steps are those for GitLab %2; menus and settings may have changed since."_s
            .arg(version.toString(), kNewestKnownVersion.toString());
    }
    if (version < kOldestKnownVersion) {
        return u"GitLab %1 is older than self-hosted models, which came with GitLab %2. Upgrade GitLab first."_s.arg(
            version.toString(), kOldestKnownVersion.toString());
    }
    return {};
}

} // namespace duodoctor
