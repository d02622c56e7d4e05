#include "lint/gateway_run_lint.h"

#include "judge/finding_ids.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kTokenizerFolder = "/home/aigateway/.hf"_L1;
constexpr double kLeastCpus = 2;
constexpr double kLeastMemoryMiB = 512;

QString withoutSlash(QString path)
{
    while (path.size() > 1 && path.endsWith(u'/')) {
        path.chop(1);
    }
    return path;
}

void lintTmp(const GatewayRun &run, LintCollector &found)
{
    bool isWritable = run.tmpfs.contains(u"/tmp"_s);
    for (const Mount &mount : run.mounts) {
        const bool isTmp = withoutSlash(mount.target) == "/tmp"_L1;
        isWritable = isWritable || (isTmp && !mount.isReadOnly);
        if (isTmp && mount.isReadOnly && !mount.isFile) {
            found.add(finding::kGatewayTmpReadOnly, mount.place, u"what is mounted on /tmp cannot be written"_s);
            isWritable = true; // told
        }
    }
    if (run.readOnlyRoot && !isWritable) {
        found.add(finding::kGatewayTmpReadOnly, *run.readOnlyRoot,
                  u"the container's files are read-only, and nothing writable is mounted on /tmp"_s);
    }
}

void lintTokenizer(const GatewayRun &run, LintCollector &found)
{
    const Setting *home = run.setting(u"HF_HOME"_s);
    if (home != nullptr && home->isKnown && withoutSlash(home->value) != kTokenizerFolder) {
        found.add(
            finding::kGatewayHfHomeNotWritable, Severity::Warning, home->place,
            Arguments{{Argument::Path, home->value},
                      {Argument::Detail,
                       u"the tokenizer of the image lies in %1 and is not found from here"_s.arg(kTokenizerFolder)}});
    }
    for (const Mount &mount : run.mounts) {
        const QString target = withoutSlash(mount.target);
        const bool hides = target == kTokenizerFolder || target.startsWith(kTokenizerFolder + u'/') ||
                           target == "/home/aigateway"_L1 || target == "/home"_L1;
        if (hides && !mount.isFile) {
            found.add(finding::kGatewayHfHomeNotWritable, Severity::Warning, mount.place,
                      Arguments{{Argument::Path, target},
                                {Argument::Detail, u"the mount hides the tokenizer that the image brings"_s}});
        }
    }
}

bool isMounted(const GatewayRun &run, const QString &path)
{
    return std::ranges::any_of(run.mounts, [&path](const Mount &mount) {
        const QString target = withoutSlash(mount.target);
        if (!mount.files.isEmpty()) {
            return mount.files.contains(path.section(u'/', -1)) && path.section(u'/', 0, -2) == target;
        }
        return path == target || (!mount.isFile && (path.startsWith(target + u'/') || target == "/"_L1));
    });
}

/// Folders that the image has of its own.
bool isInImage(const QString &path)
{
    return path.startsWith("/etc/ssl/"_L1) || path.startsWith("/usr/"_L1) ||
           path.startsWith("/home/aigateway/app/"_L1) || path.startsWith("/opt/venv"_L1) ||
           path.contains("/certifi/"_L1);
}

void lintBundlePaths(const GatewayRun &run, LintCollector &found)
{
    for (const QString &name : {u"REQUESTS_CA_BUNDLE"_s, u"SSL_CERT_FILE"_s, u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s,
                                u"AIGW_MTLS__CA_BUNDLE"_s}) {
        const Setting *setting = run.setting(name);
        if (setting == nullptr || !setting->isKnown || setting->value.isEmpty() || setting->value.contains(u'<')) {
            continue;
        }
        const bool isThere = !run.needsPorts && run.mounts.isEmpty(); // an environment file says nothing of mounts
        if (isThere || isMounted(run, setting->value) || isInImage(setting->value)) {
            continue;
        }
        found.add(finding::kCaBundlePathMissing, setting->place,
                  Arguments{{Argument::Path, setting->value},
                            {Argument::Service, u"the gateway"_s},
                            {Argument::Detail, u"%1 names it, and no mount puts it there"_s.arg(name)}});
    }
}

void lintTrustPair(const GatewayRun &run, LintCollector &found)
{
    const Setting *requests = run.setting(u"REQUESTS_CA_BUNDLE"_s);
    const Setting *openssl = run.setting(u"SSL_CERT_FILE"_s);
    if ((requests == nullptr) == (openssl == nullptr) || run.hasOtherSettings) {
        return;
    }
    const Setting &given = requests == nullptr ? *openssl : *requests;
    const QString other = requests == nullptr ? u"REQUESTS_CA_BUNDLE"_s : u"SSL_CERT_FILE"_s;
    const QString what = requests == nullptr ? u"keys of GitLab"_s : u"the model"_s;
    found.add(
        finding::kTlsGatewayBundleLacksCa, Severity::Warning, given.place,
        Arguments{{Argument::Store, given.value},
                  {Argument::Host, what},
                  {Argument::Detail, u"%1 is set and %2 is not, so connections for %3 do not use the bundle"_s.arg(
                                         given.name, other, what)}});
}

/// Kubernetes' and Docker's spellings in MiB; none when it is none.
std::optional<double> memoryOf(const QString &text)
{
    static const QRegularExpression form(uR"(^([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]{0,2})$)"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2).toLower();
    constexpr double kMiB = 1024.0 * 1024.0;
    if (unit.startsWith(u'g')) {
        return number * 1024;
    }
    if (unit.startsWith(u'm')) {
        return number;
    }
    if (unit.startsWith(u'k')) {
        return number / 1024;
    }
    if (unit.startsWith(u't')) {
        return number * 1024 * 1024;
    }
    return number / kMiB;
}

std::optional<double> cpusOf(const QString &text)
{
    const bool isMilli = text.endsWith(u'm');
    bool isNumber = false;
    const double number = (isMilli ? text.chopped(1) : text).toDouble(&isNumber);
    if (!isNumber) {
        return std::nullopt;
    }
    return isMilli ? number / 1000 : number;
}

} // namespace

void lintMounts(const GatewayRun &run, LintCollector &found)
{
    lintTmp(run, found);
    lintTokenizer(run, found);
    lintBundlePaths(run, found);
    lintTrustPair(run, found);
}

void lintResources(const GatewayRun &run, LintCollector &found)
{
    const auto add = [&found](const PlacedText &limit, const QString &least) {
        found.add(finding::kGatewayUnderResourced, limit.place,
                  Arguments{{Argument::Detail, u"the limit is %1"_s.arg(limit.text)}, {Argument::Limit, least}});
    };
    const auto cpus = run.cpus ? cpusOf(run.cpus->text) : std::nullopt;
    const auto memory = run.memory ? memoryOf(run.memory->text) : std::nullopt;
    if (cpus && *cpus < kLeastCpus) {
        add(*run.cpus, u"2 CPUs"_s);
    }
    if (memory && *memory < kLeastMemoryMiB) {
        add(*run.memory, u"512 MiB"_s);
    }
}

} // namespace duodoctor
