#include "playbook/quick_commands_parser.h"

#include "check/check_definition.h"
#include "playbook/command_text.h"
#include "playbook/version_gap.h"
#include "playbook/yaml_reader.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Need = YamlReader::Need;
using Place = QuickCommandEntry::Place;

constexpr std::array kPlaces{std::pair{"gitlab"_L1, Place::GitLab}, std::pair{"console"_L1, Place::Console},
                             std::pair{"gateway"_L1, Place::Gateway}, std::pair{"gateway-host"_L1, Place::GatewayHost},
                             std::pair{"workstation"_L1, Place::Workstation}};

/// Reads the file's mappings strictly: what is missing, misspelt or unknown becomes a problem with its line.
class QuickCommandReader
{
public:
    QuickCommandReader(const QString &file, QuickCommandBook &into)
        : m_file(file)
        , m_reader(file, into.problems)
        , m_into(into)
    {
    }
    void read(const QString &content);

private:
    void readSection(const YamlValue &value);
    QuickCommandEntry entryOf(const YamlValue &value);
    Place placeOf(const YamlValue &value);
    EvidenceKind pastedOf(const YamlValue &value);
    QList<QuickCommandForm> formsOf(const YamlValue &value, Place place);
    QuickCommandForm formOf(const YamlValue &value, Place place);
    void judge(const QuickCommandEntry &entry);

    QString m_file;
    YamlReader m_reader;
    QuickCommandBook &m_into;
    QSet<QString> m_ids;
};

void QuickCommandReader::read(const QString &content)
{
    const std::optional<YamlValue> root = YamlReader::document(m_file, content, m_into.problems);
    if (root && m_reader.isMapping(*root, {"groups"_L1}, "the file"_L1)) {
        for (const YamlValue &value : m_reader.list(*root, "groups"_L1)) {
            readSection(value);
        }
    }
}

void QuickCommandReader::readSection(const YamlValue &value)
{
    if (!m_reader.isMapping(value, {"id"_L1, "title"_L1, "note"_L1, "commands"_L1}, "a group"_L1)) {
        return;
    }
    QuickCommandSection section{m_reader.text(value, "id"_L1),
                                m_reader.text(value, "title"_L1),
                                m_reader.text(value, "note"_L1, Need::Optional),
                                {}};
    for (const YamlValue &item : m_reader.list(value, "commands"_L1, Need::Optional)) {
        if (m_reader.isMapping(item,
                               {"id"_L1, "title"_L1, "answer"_L1, "note"_L1, "at"_L1, "check"_L1, "command"_L1,
                                "forms"_L1, "pasted"_L1, "rows"_L1},
                               "a command"_L1)) {
            section.entries << entryOf(item);
            judge(section.entries.last());
        }
    }
    m_into.sections << section;
}

QuickCommandEntry QuickCommandReader::entryOf(const YamlValue &value)
{
    QuickCommandEntry entry;
    entry.id = m_reader.text(value, "id"_L1);
    entry.title = m_reader.text(value, "title"_L1);
    entry.answer = m_reader.text(value, "answer"_L1);
    entry.note = m_reader.text(value, "note"_L1, Need::Optional);
    entry.place = placeOf(value);
    entry.check = m_reader.text(value, "check"_L1, Need::Optional);
    entry.forms = formsOf(value, entry.place);
    entry.pasted = pastedOf(value);
    for (const YamlValue &row : m_reader.list(value, "rows"_L1, Need::Optional)) {
        entry.rows << row.scalar;
    }
    entry.line = value.line;
    return entry;
}

Place QuickCommandReader::placeOf(const YamlValue &value)
{
    const QString name = m_reader.text(value, "at"_L1);
    const auto *found = std::ranges::find_if(kPlaces, [&name](const auto &place) { return name == place.first; });
    if (found == kPlaces.end()) {
        m_reader.report(value.line, u"`at` is one of gitlab, console, gateway, gateway-host, workstation"_s);
        return Place::GitLab;
    }
    return found->second;
}

EvidenceKind QuickCommandReader::pastedOf(const YamlValue &value)
{
    const QString name = m_reader.text(value, "pasted"_L1, Need::Optional);
    const auto kind = name.isEmpty() ? std::optional{EvidenceKind::Unrecognised} : evidenceKindFromWire(name);
    if (!kind) {
        m_reader.report(value.line, u"`%1` is no kind of evidence"_s.arg(name));
    }
    return kind.value_or(EvidenceKind::Unrecognised);
}

QList<QuickCommandForm> QuickCommandReader::formsOf(const YamlValue &value, Place place)
{
    QList<QuickCommandForm> forms;
    if (value.entry(u"command"_s)) {
        forms << formOf(value, place);
    }
    for (const YamlValue &item : m_reader.list(value, "forms"_L1, Need::Optional)) {
        if (m_reader.isMapping(item, {"for"_L1, "command"_L1}, "a form"_L1)) {
            forms << formOf(item, place);
        }
    }
    return forms;
}

QuickCommandForm QuickCommandReader::formOf(const YamlValue &value, Place place)
{
    QuickCommandForm form;
    form.command = m_reader.text(value, "command"_L1);
    const QLatin1StringView language = place == Place::Console ? "ruby"_L1 : "sh"_L1;
    for (const TextProblem &problem : commandProblems(form.command, QString{language})) {
        m_reader.report(value.line, problem.problem);
    }
    if (const QString words = m_reader.text(value, "for"_L1, Need::Optional); !words.isEmpty()) {
        QString problem;
        form.condition = StepCondition::parse(words, &problem).value_or(StepCondition{});
        if (!problem.isEmpty()) {
            m_reader.report(value.line, problem);
        }
    }
    return form;
}

void QuickCommandReader::judge(const QuickCommandEntry &entry)
{
    if (m_ids.contains(entry.id)) {
        m_reader.report(entry.line, u"`%1` stands twice"_s.arg(entry.id));
    }
    m_ids.insert(entry.id);
    if (entry.check.isEmpty() == entry.forms.isEmpty()) {
        m_reader.report(entry.line, u"an entry has either `check` or a command of its own"_s);
    }
    if (!entry.check.isEmpty() && !checkDefinition(entry.check)) {
        m_reader.report(entry.line, u"unknown check `%1`"_s.arg(entry.check));
    }
    // A command may be younger than self-hosted models; between its forms there is no gap.
    QList<GitLabVersionRange> ranges;
    std::optional<GitLabVersion> first;
    for (const QuickCommandForm &form : entry.forms) {
        ranges << form.condition.versions;
        const auto &from = form.condition.versions.from;
        first = ranges.size() == 1 || !from || (first && *from < *first) ? from : first;
    }
    if (const auto gap = versionGap({first, {}}, ranges); gap && !entry.forms.isEmpty()) {
        m_reader.report(entry.line, u"version gap: no form holds for GitLab %1"_s.arg(gap->toString()));
    }
}

} // namespace

QuickCommandBook parseQuickCommands(const QString &file, const QString &text)
{
    QuickCommandBook book;
    QuickCommandReader(file, book).read(text);
    return book;
}

} // namespace duodoctor
