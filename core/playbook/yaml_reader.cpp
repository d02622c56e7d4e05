#include "playbook/yaml_reader.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

YamlReader::YamlReader(const QString &file, QList<PlaybookProblem> &problems)
    : m_file(file)
    , m_problems(problems)
{
}

void YamlReader::report(int line, const QString &problem)
{
    m_problems.append({m_file, line, problem});
}

std::optional<YamlValue> YamlReader::document(const QString &file, const QString &text,
                                              QList<PlaybookProblem> &problems)
{
    YamlDocument document = readYaml(text.toUtf8());
    if (!document.root) {
        problems.append({file, document.problemLine, document.problem});
    }
    return document.root;
}

bool YamlReader::isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys,
                           QLatin1StringView what)
{
    if (value.kind != YamlValue::Kind::Mapping) {
        report(value.line, u"%1 must be a mapping of keys to values"_s.arg(what));
        return false;
    }
    for (const YamlValue &item : value.items) {
        if (std::ranges::none_of(keys, [&item](QLatin1StringView key) { return item.key == key; })) {
            report(item.line, u"unknown key `%1` in %2"_s.arg(item.key, what));
        }
    }
    return true;
}

const QList<YamlValue> &YamlReader::list(const YamlValue &mapping, QLatin1StringView key, Need need)
{
    static const QList<YamlValue> kNone;
    const YamlValue *value = mapping.entry(QString(key));
    const bool isList = value && value->kind == YamlValue::Kind::Sequence;
    if (!isList && (value || need == Need::Required)) {
        report(value ? value->line : mapping.line, u"`%1` must be a list"_s.arg(key));
    }
    return isList ? value->items : kNone;
}

QString YamlReader::text(const YamlValue &mapping, QLatin1StringView key, Need need)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->kind == YamlValue::Kind::Scalar && !value->scalar.trimmed().isEmpty()) {
        return value->scalar.trimmed();
    }
    if (value || need == Need::Required) {
        report(value ? value->line : mapping.line, u"`%1` must be a text"_s.arg(key));
    }
    return {};
}

QStringList YamlReader::texts(const YamlValue &mapping, QLatin1StringView key, Need need)
{
    QStringList result;
    for (const YamlValue &item : list(mapping, key, need)) {
        if (item.kind == YamlValue::Kind::Scalar && !item.scalar.trimmed().isEmpty()) {
            result << item.scalar.trimmed();
        } else {
            report(item.line, u"an entry of `%1` is not a text"_s.arg(key));
        }
    }
    return result;
}

bool YamlReader::flag(const YamlValue &mapping, QLatin1StringView key)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (value && value->scalar != "true"_L1) {
        report(value->line, u"`%1` can only be true"_s.arg(key));
    }
    return value != nullptr;
}

int YamlReader::number(const YamlValue &mapping, QLatin1StringView key, int most, Need need)
{
    const YamlValue *value = mapping.entry(QString(key));
    if (!value && need == Need::Optional) {
        return 0;
    }
    bool isNumber = false;
    const int number = value ? value->scalar.toInt(&isNumber) : 0;
    if (isNumber && number >= 1 && number <= most) {
        return number;
    }
    report(value ? value->line : mapping.line, u"`%1` must be a whole number from 1 to %2"_s.arg(key).arg(most));
    return 0;
}

GitLabVersionRange YamlReader::versions(const YamlValue &mapping, Need need)
{
    const QString written = text(mapping, "versions"_L1, need);
    if (written.isEmpty()) {
        return {};
    }
    const auto range = GitLabVersionRange::parse(written);
    if (!range) {
        report(mapping.entry(u"versions"_s)->line, u"`versions` is not a version range: %1"_s.arg(written));
    }
    return range.value_or(GitLabVersionRange{});
}

qsizetype YamlReader::choice(const YamlValue &mapping, QLatin1StringView key, const QStringList &words)
{
    const QString written = text(mapping, key);
    const qsizetype index = words.indexOf(written);
    if (index < 0 && !written.isEmpty()) {
        report(mapping.entry(QString(key))->line, u"`%1` is %2; it can be %3"_s.arg(key, written, words.join(", "_L1)));
    }
    return std::max<qsizetype>(0, index);
}

} // namespace duodoctor
