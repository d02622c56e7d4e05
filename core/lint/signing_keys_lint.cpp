#include "lint/gateway_run_lint.h"
#include "lint/redaction_marks.h"

#include "judge/finding_ids.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kPlatformKey = "DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_L1;
constexpr int kGatewayKeysMajor = 18;
constexpr int kGatewayKeysMinor = 9; ///< the first version whose guide asks for all four keys

bool isNamed(const GatewayRun &run, QLatin1StringView name)
{
    // A misspelt name is told where it stands; the key is not told as missing a second time.
    return run.mayHave(QString(name)) || std::ranges::any_of(run.settings, [name](const Setting &setting) {
               return meantSetting(setting.name) == name;
           });
}

bool isPem(const QString &value)
{
    return value.contains("-----BEGIN"_L1) || isRedacted(value);
}

bool publishesPlatform(const GatewayRun &run)
{
    return std::ranges::any_of(run.ports, [](const PortMapping &port) { return port.container == 50052; });
}

void lintForm(const Setting &setting, LintCollector &found)
{
    const QString value = setting.value.trimmed();
    if (value.isEmpty()) {
        found.add(finding::kGatewaySigningKeyMissing, setting.place, u"%1 is empty"_s.arg(setting.name));
    } else if (setting.isLiteral && (value.startsWith("$("_L1) || value.startsWith("\"$("_L1))) {
        found.add(
            finding::kGatewaySigningKeyMissing, setting.place,
            u"nothing runs the command in the value of %1; the file has to hold the key itself"_s.arg(setting.name));
    } else if (!isPem(value) && !value.contains(u'<')) {
        found.add(finding::kGatewaySigningKeyMissing, setting.place,
                  u"%1 holds no key in PEM; a path or a name is not read as a file"_s.arg(setting.name));
    }
}

} // namespace

void lintSigningKeys(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
{
    const std::optional<GitLabVersion> version = versionFor(run, deployment);
    for (const Setting &setting : run.settings) {
        if (setting.isKnown && setting.name.contains("SELF_SIGNED_JWT__"_L1) && setting.name.endsWith("_KEY"_L1)) {
            lintForm(setting, found);
        }
    }
    if (!run.isWhole || run.choosesKeysItself || !run.needsPorts) {
        return;
    }
    const bool wantsPlatform =
        publishesPlatform(run) || run.isGrpcReachedInside || (version && startsPlatform(run, version));
    if (wantsPlatform && !isNamed(run, kPlatformKey)) {
        found.add(finding::kGatewaySigningKeyMissing, run.place, u"%1 is not given"_s.arg(kPlatformKey));
    }
    if (!version || *version < GitLabVersion{kGatewayKeysMajor, kGatewayKeysMinor, 0}) {
        return;
    }
    QStringList missing;
    for (const auto name : {"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_L1, "AIGW_SELF_SIGNED_JWT__VALIDATION_KEY"_L1,
                            "DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_L1}) {
        if (!isNamed(run, name)) {
            missing << QString(name);
        }
    }
    if (!missing.isEmpty() && !found.contains(finding::kGatewaySigningKeyMissing)) {
        // The guides disagree about these; the newer ones ask for them.
        found.add(finding::kGatewaySigningKeyMissing, Severity::Warning, run.place,
                  u"%1 not given"_s.arg(missing.join(", "_L1) + (missing.size() == 1 ? u" is"_s : u" are"_s)));
    }
}

} // namespace duodoctor
