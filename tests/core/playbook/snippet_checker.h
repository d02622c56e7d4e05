#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace duodoctor::test
{

/// Gives a snippet of the playbook to the program that will read it, which parses it and runs nothing.
class SnippetChecker
{
public:
    /// Programs of snippets that are not on this machine.
    static QStringList missingPrograms();

    /// @return what the program says against it; empty when it is in order.
    QString problemIn(const QString &snippet, const QString &language);

private:
    QString parsed(const QString &program, const QStringList &arguments, const QString &text, const QString &suffix);
    QString nginxProblem(const QString &snippet);

    QTemporaryDir m_folder;
    int m_number = 0;
};

} // namespace duodoctor::test
