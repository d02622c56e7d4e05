#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Writes a configuration of nginx. Arguments are words of ours (`$host`, `300s`) or values from outside, which go
/// through nginxWord().
class NginxText
{
public:
    void comment(const QStringList &lines);
    void blankLine();
    void open(const QString &name, const QStringList &arguments = {});
    void close();
    void directive(const QString &name, const QStringList &arguments);
    QString text() const { return m_text; }

private:
    QString indent() const { return QString(m_depth * 4, u' '); }
    QString m_text;
    int m_depth = 0;
};

/// A value as one word of nginx: as it stands where nothing in it is special, in double quotes otherwise. nginx has no
/// way to write a plain `$`, so a value with one has to be refused before (isNginxValue()).
QString nginxWord(const QString &value);

/// False for values that no word of nginx can stand for.
bool isNginxValue(const QString &value);

} // namespace duodoctor
