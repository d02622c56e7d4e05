#pragma once

#include "deployment/gitlab_version.h"
#include "playbook/playbook_problem.h"
#include "playbook/yaml_document.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace duodoctor
{

/// Reads the values of one file of knowledge strictly: what is missing, misspelt or out of range becomes a problem with
/// its line, and an empty value takes its place.
class YamlReader
{
public:
    enum class Need { Required, Optional };

    /// @param problems  must outlive the reader.
    YamlReader(const QString &file, QList<PlaybookProblem> &problems);

    void report(int line, const QString &problem);
    /// The file's value, or null when it is no YAML. @param text  of the whole file.
    static std::optional<YamlValue> document(const QString &file, const QString &text,
                                             QList<PlaybookProblem> &problems);
    /// True for a mapping; keys that are not among `keys` are reported.
    bool isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys, QLatin1StringView what);
    const QList<YamlValue> &list(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    /// Without blanks at its ends.
    QString text(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    QStringList texts(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    /// True where the key stands; it can only say `true`.
    bool flag(const YamlValue &mapping, QLatin1StringView key);
    /// A whole number from 1 to `most`; 0 when there is none.
    int number(const YamlValue &mapping, QLatin1StringView key, int most, Need need = Need::Required);
    /// The range of `versions`; all versions where there is none.
    GitLabVersionRange versions(const YamlValue &mapping, Need need = Need::Required);
    /// The index of the text among `words`; 0 with a problem when it is none of them.
    qsizetype choice(const YamlValue &mapping, QLatin1StringView key, const QStringList &words);

private:
    QString m_file;
    QList<PlaybookProblem> &m_problems;
};

} // namespace duodoctor
