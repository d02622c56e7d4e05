#include "playbook/quick_commands_parser.h"

#include "check/check_definition.h"
#include "playbook/command_text.h"
#include "playbook/version_gap.h"
#include "playbook/yaml_document.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

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
        , m_into(into)
    {
    }
    void read(const QString &content);

private:
    void report(int line, const QString &problem) { m_into.problems.append({m_file, line, problem}); }
    bool isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys);
    const QList<YamlValue> &list(const YamlValue &mapping, QLatin1StringView key);
    QString text(const YamlValue &mapping, QLatin1StringView key, bool isRequired);
    void readSection(const YamlValue &value);
    QuickCommandEntry entryOf(const YamlValue &value);
    Place placeOf(const YamlValue &value);
    EvidenceKind pastedOf(const YamlValue &value);
    QList<QuickCommandForm> formsOf(const YamlValue &value, Place place);
    QuickCommandForm formOf(const YamlValue &value, Place place);
    void judge(const QuickCommandEntry &entry);

    QString m_file;
    QuickCommandBook &m_into;
    QSet<QString> m_ids;
};

void QuickCommandReader::read(const QString &content)
{
    const YamlDocument document = readYaml(content.toUtf8());
    if (!document.root) {
        report(document.problemLine, document.problem);
    } else if (isMapping(*document.root, {"groups"_L1})) {
        for (const YamlValue &value : list(*document.root, "groups"_L1)) {
            readSection(value);
        }
    }
}

bool QuickCommandReader::isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys)
{
    if (value.kind != YamlValue::Kind::Mapping) {
        report(value.line, u"a mapping of keys to values is expected here"_s);
        return false;
    }
    for (const YamlValue &item : value.items) {
        if (std::ranges::none_of(keys, [&item](QLatin1StringView key) { return item.key == key; })) {
            report(item.line, u"unknown key `%1`"_s.arg(item.key));
        }
    }
    return true;
}

const QList<YamlValue> &QuickCommandReader::list(const YamlValue &mapping, QLatin1StringView key)
{
    static const QList<YamlValue> kNone;
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->kind == YamlValue::Kind::Sequence) {
        return value->items;
    }
    if (value) {
        report(value->line, u"`%1` must be a list"_s.arg(key));
    }
    return kNone;
}

QString QuickCommandReader::text(const YamlValue &mapping, QLatin1StringView key, bool isRequired)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->kind == YamlValue::Kind::Scalar && !value->scalar.trimmed().isEmpty()) {
        return value->scalar.trimmed();
    }
    if (value || isRequired) {
        report(value ? value->line : mapping.line, u"`%1` must be a text"_s.arg(key));
    }
    return {};
}

void QuickCommandReader::readSection(const YamlValue &value)
{
    if (!isMapping(value, {"id"_L1, "title"_L1, "note"_L1, "commands"_L1})) {
        return;
    }
    QuickCommandSection section{
        text(value, "id"_L1, true), text(value, "title"_L1, true), text(value, "note"_L1, false), {}};
    for (const YamlValue &item : list(value, "commands"_L1)) {
        if (isMapping(item, {"id"_L1, "title"_L1, "answer"_L1, "note"_L1, "at"_L1, "check"_L1, "command"_L1, "forms"_L1,
                             "pasted"_L1, "rows"_L1})) {
            section.entries << entryOf(item);
            judge(section.entries.last());
        }
    }
    m_into.sections << section;
}

QuickCommandEntry QuickCommandReader::entryOf(const YamlValue &value)
{
    QuickCommandEntry entry;
    entry.id = text(value, "id"_L1, true);
    entry.title = text(value, "title"_L1, true);
    entry.answer = text(value, "answer"_L1, true);
    entry.note = text(value, "note"_L1, false);
    entry.place = placeOf(value);
    entry.check = text(value, "check"_L1, false);
    entry.forms = formsOf(value, entry.place);
    entry.pasted = pastedOf(value);
    for (const YamlValue &row : list(value, "rows"_L1)) {
        entry.rows << row.scalar;
    }
    entry.line = value.line;
    return entry;
}

Place QuickCommandReader::placeOf(const YamlValue &value)
{
    const QString name = text(value, "at"_L1, true);
    const auto *found = std::ranges::find_if(kPlaces, [&name](const auto &place) { return name == place.first; });
    if (found == kPlaces.end()) {
        report(value.line, u"`at` is one of gitlab, console, gateway, gateway-host, workstation"_s);
        return Place::GitLab;
    }
    return found->second;
}

EvidenceKind QuickCommandReader::pastedOf(const YamlValue &value)
{
    const QString name = text(value, "pasted"_L1, false);
    const auto kind = name.isEmpty() ? std::optional{EvidenceKind::Unrecognised} : evidenceKindFromWire(name);
    if (!kind) {
        report(value.line, u"`%1` is no kind of evidence"_s.arg(name));
    }
    return kind.value_or(EvidenceKind::Unrecognised);
}

QList<QuickCommandForm> QuickCommandReader::formsOf(const YamlValue &value, Place place)
{
    QList<QuickCommandForm> forms;
    if (value.entry(u"command"_s)) {
        forms << formOf(value, place);
    }
    for (const YamlValue &item : list(value, "forms"_L1)) {
        if (isMapping(item, {"for"_L1, "command"_L1})) {
            forms << formOf(item, place);
        }
    }
    return forms;
}

QuickCommandForm QuickCommandReader::formOf(const YamlValue &value, Place place)
{
    QuickCommandForm form;
    form.command = text(value, "command"_L1, true);
    const QLatin1StringView language = place == Place::Console ? "ruby"_L1 : "sh"_L1;
    for (const TextProblem &problem : commandProblems(form.command, QString{language})) {
        report(value.line, problem.problem);
    }
    if (const QString words = text(value, "for"_L1, false); !words.isEmpty()) {
        QString problem;
        form.condition = StepCondition::parse(words, &problem).value_or(StepCondition{});
        if (!problem.isEmpty()) {
            report(value.line, problem);
        }
    }
    return form;
}

void QuickCommandReader::judge(const QuickCommandEntry &entry)
{
    if (m_ids.contains(entry.id)) {
        report(entry.line, u"`%1` stands twice"_s.arg(entry.id));
    }
    m_ids.insert(entry.id);
    if (entry.check.isEmpty() == entry.forms.isEmpty()) {
        report(entry.line, u"an entry has either `check` or a command of its own"_s);
    }
    if (!entry.check.isEmpty() && !checkDefinition(entry.check)) {
        report(entry.line, u"unknown check `%1`"_s.arg(entry.check));
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
        report(entry.line, u"version gap: no form holds for GitLab %1"_s.arg(gap->toString()));
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
