#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Writes block YAML: the layout and the comments are ours, because yaml-cpp 0.7 puts comments within lists and
/// mappings in the first column; each value is written by yaml-cpp's emitter. Texts are always in double quotes, so
/// that no parser takes `on` or `8080:80` for something else.
class YamlText
{
public:
    /// A comment of one or more lines, at the place where the next entry stands.
    void comment(const QStringList &lines);
    void blankLine();

    void openMapping(const QString &key); ///< entries follow
    void openList(const QString &key);    ///< items follow
    void openItem();                      ///< an item of a list that is a mapping; entries follow
    void close();                         ///< ends what was opened last

    void entry(const QString &key, const QString &value);
    void number(const QString &key, int value);
    void boolean(const QString &key, bool value);
    void word(const QString &key, const QString &value); ///< a duration or the like of ours, without quotes
    void nothing(const QString &key);                    ///< a key without a value
    void item(const QString &value);
    void flowList(const QString &key, const QStringList &values);

    QString text() const { return m_text; }

private:
    void beginLine();
    void writeKey(const QString &key);

    QString m_text;
    int m_depth = 0;        ///< in blanks
    bool m_hasDash = false; ///< the next entry is the first of a list's item
};

} // namespace duodoctor
