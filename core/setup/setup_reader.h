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

/// Reads the values of one data file strictly: what is missing, misspelt or out of range becomes a problem with its
/// line, and an empty value takes its place.
class SetupReader
{
public:
    enum class Need { Required, Optional };

    /// @param problems  must outlive the reader.
    SetupReader(const QString &file, QList<PlaybookProblem> &problems);

    void report(int line, const QString &problem);
    /// The file's value, or null when it is no YAML. @param text  of the whole file.
    static std::optional<YamlValue> document(const QString &file, const QString &text,
                                             QList<PlaybookProblem> &problems);
    /// True for a mapping; keys that are not among `keys` are reported.
    bool isMapping(const YamlValue &value, std::initializer_list<QLatin1StringView> keys, QLatin1StringView what);
    const QList<YamlValue> &list(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    QString text(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    QStringList texts(const YamlValue &mapping, QLatin1StringView key, Need need = Need::Required);
    /// A whole number from 1 to `most`; 0 when there is none.
    int number(const YamlValue &mapping, QLatin1StringView key, int most, Need need = Need::Required);
    GitLabVersionRange versions(const YamlValue &mapping);
    /// The index of the text among `words`; 0 with a problem when it is none of them.
    qsizetype choice(const YamlValue &mapping, QLatin1StringView key, const QStringList &words);

private:
    QString m_file;
    QList<PlaybookProblem> &m_problems;
};

} // namespace duodoctor
