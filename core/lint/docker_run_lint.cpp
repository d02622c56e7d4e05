#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "lint/gateway_run_lint.h"
#include "lint/shell_words.h"
#include "lint/text_lint.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Options of `run` without a value of their own.
bool isSwitch(const QString &option)
{
    static const QSet<QString> kSwitches{u"--detach"_s,
                                         u"--interactive"_s,
                                         u"--tty"_s,
                                         u"--rm"_s,
                                         u"--init"_s,
                                         u"--privileged"_s,
                                         u"--read-only"_s,
                                         u"--publish-all"_s,
                                         u"--quiet"_s,
                                         u"--replace"_s,
                                         u"--no-healthcheck"_s,
                                         u"--oom-kill-disable"_s,
                                         u"--sig-proxy"_s,
                                         u"--disable-content-trust"_s,
                                         u"--no-hosts"_s,
                                         u"--use-api-socket"_s};
    return kSwitches.contains(option);
}

constexpr QStringView kShortSwitches = u"ditPq";

/// One `run` command, read word by word.
class RunReader
{
public:
    RunReader(const ShellCommand &command, LintCollector &found)
        : m_words(command.words)
        , m_found(found)
    {
    }

    /// @return none when the command starts no container.
    std::optional<GatewayRun> read()
    {
        if (!findRun()) {
            return std::nullopt;
        }
        while (m_at < m_words.size() && m_words.at(m_at).text.startsWith(u'-')) {
            readOption();
        }
        if (m_at < m_words.size()) {
            const ShellWord &image = m_words.at(m_at);
            m_run.image = {image.isExpanded ? QString{} : image.text, image.place};
            m_hasImage = true;
        }
        return std::move(m_run);
    }
    bool hasImage() const { return m_hasImage; }

private:
    bool findRun()
    {
        bool isEngine = false;
        for (; m_at < m_words.size(); ++m_at) {
            const QString word = m_words.at(m_at).text.section(u'/', -1);
            if (word == "docker"_L1 || word == "podman"_L1 || word == "nerdctl"_L1) {
                isEngine = true;
                m_run.place = m_words.at(m_at).place;
            } else if (isEngine && word == "run"_L1) {
                ++m_at;
                return true;
            } else if (isEngine && word != "container"_L1 && !word.startsWith(u'-')) {
                return false;
            }
        }
        return false;
    }

    void readOption()
    {
        const ShellWord word = m_words.at(m_at++);
        if (word.text.startsWith("--"_L1)) {
            const qsizetype equals = word.text.indexOf(u'=');
            const QString name = equals < 0 ? word.text : word.text.first(equals);
            if (isSwitch(name)) {
                apply(name, word, {});
            } else if (equals >= 0) {
                apply(name, word, word.text.sliced(equals + 1));
            } else {
                applyNext(name);
            }
            return;
        }
        readShort(word);
    }
    /// `-d`, `-it`, `-dp 5052:5052`, `-p5052:5052`.
    void readShort(const ShellWord &word)
    {
        qsizetype at = 1;
        while (at < word.text.size() && kShortSwitches.contains(word.text[at])) {
            ++at;
        }
        if (at >= word.text.size()) {
            return;
        }
        const QString name = u"-"_s + word.text[at];
        QString rest = word.text.sliced(at + 1);
        if (rest.isEmpty()) {
            applyNext(name);
        } else {
            apply(name, word, rest.startsWith(u'=') ? rest.sliced(1) : rest);
        }
    }
    void applyNext(const QString &name)
    {
        if (m_at < m_words.size()) {
            const ShellWord value = m_words.at(m_at++);
            apply(name, value, value.text);
        }
    }

    void apply(const QString &name, const ShellWord &word, const QString &value)
    {
        if (name == "-e"_L1 || name == "--env"_L1) {
            addSetting(word, value);
        } else if (name == "-p"_L1 || name == "--publish"_L1) {
            addPorts(word, value);
        } else if (name == "-v"_L1 || name == "--volume"_L1) {
            m_run.mounts.append(readMount(value, word.place));
        } else if (name == "--mount"_L1) {
            addMount(word, value);
        } else if (name == "--env-file"_L1) {
            m_run.hasOtherSettings = true;
        } else if (name == "--network"_L1 || name == "--net"_L1) {
            m_run.hasHostNetwork = value == "host"_L1;
            m_run.hostNetworkPlace = word.place;
        } else if (name == "--tmpfs"_L1) {
            m_run.tmpfs.append(value.section(u':', 0, 0));
        } else if (name == "--read-only"_L1) {
            m_run.readOnlyRoot = word.place;
        } else if (name == "-m"_L1 || name == "--memory"_L1) {
            m_run.memory = PlacedText{value, word.place};
        } else if (name == "--cpus"_L1) {
            m_run.cpus = PlacedText{value, word.place};
        }
    }

    void addSetting(const ShellWord &word, const QString &value)
    {
        const qsizetype equals = value.indexOf(u'=');
        if (equals == 0) {
            m_found.add(finding::kConfigInvalidSyntax, word.place, u"the name of the variable is missing"_s);
            return;
        }
        Setting setting;
        setting.name = equals < 0 ? value : value.first(equals);
        setting.value = equals < 0 ? QString{} : value.sliced(equals + 1);
        setting.place = word.place;
        setting.isKnown = equals >= 0 && !word.isExpanded;
        m_run.settings.append(setting);
        if (word.isSplitting) {
            m_found.add(
                finding::kConfigInvalidSyntax, word.place,
                u"the command in the value of %1 stands outside quotation marks, so that its output is split at "
                "blanks and line breaks"_s.arg(setting.name));
        }
    }
    void addPorts(const ShellWord &word, const QString &value)
    {
        const QList<PortMapping> mappings = readPortMappings(value, word.place);
        if (mappings.isEmpty() && !word.isExpanded && !value.contains(u'<')) {
            m_found.add(finding::kConfigInvalidSyntax, word.place, u"%1 is no port mapping"_s.arg(value));
        }
        m_run.ports.append(mappings);
    }
    void addMount(const ShellWord &word, const QString &value)
    {
        Mount mount;
        mount.place = word.place;
        bool isTmpfs = false;
        for (const QString &part : value.split(u',')) {
            const QString name = part.section(u'=', 0, 0);
            const QString text = part.section(u'=', 1);
            if (name == "target"_L1 || name == "dst"_L1 || name == "destination"_L1) {
                mount.target = text;
            } else if (name == "source"_L1 || name == "src"_L1) {
                mount.source = text;
            } else if (name == "readonly"_L1 || name == "ro"_L1) {
                mount.isReadOnly = text != "false"_L1;
            } else if (name == "type"_L1) {
                isTmpfs = text == "tmpfs"_L1;
            }
        }
        mount.isFile = !isTmpfs && readMount(mount.source + u':' + mount.target, word.place).isFile;
        m_run.mounts.append(mount);
    }

    QList<ShellWord> m_words;
    LintCollector &m_found;
    qsizetype m_at = 0;
    bool m_hasImage = false;
    GatewayRun m_run;
};

bool concernsGateway(const GatewayRun &run)
{
    return isGatewayImage(run.image.text) || std::ranges::any_of(run.settings, [](const Setting &setting) {
               return setting.name.startsWith("AIGW_"_L1) || setting.name.startsWith("DUO_WORKFLOW_"_L1);
           });
}

/// Dashes that a word processor made of `-` and `--`.
void lintDashes(const ShellText &shell, LintCollector &found)
{
    for (const ShellCommand &command : shell.commands) {
        for (const ShellWord &word : command.words) {
            if (word.text.startsWith(QChar(0x2013)) || word.text.startsWith(QChar(0x2014))) {
                found.add(finding::kConfigInvalidSyntax, word.place,
                          u"a typographic dash stands where an option needs a plain one"_s);
            }
        }
    }
}

} // namespace

void lintDockerRun(const QString &text, const Deployment &deployment, LintCollector &found)
{
    lintLineEndings(text, Severity::Error, found);
    const ShellText shell = readShell(text);
    for (const PlacedText &problem : shell.problems) {
        found.add(finding::kConfigInvalidSyntax, problem.place, problem.text);
    }
    lintDashes(shell, found);
    const bool isReadable = !found.contains(finding::kConfigInvalidSyntax);
    for (const ShellCommand &command : shell.commands) {
        RunReader reader(command, found);
        const std::optional<GatewayRun> run = reader.read();
        if (!run || !concernsGateway(*run)) {
            continue;
        }
        if (!reader.hasImage() && isReadable) {
            found.add(finding::kConfigInvalidSyntax, run->place,
                      u"the command names no image; is a backslash missing before it?"_s);
        }
        lintGatewayRun(*run, deployment, found);
    }
}

} // namespace duodoctor
