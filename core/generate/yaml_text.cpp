#include "generate/yaml_text.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString quoted(const QString &value)
{
    YAML::Emitter emitter;
    emitter << YAML::DoubleQuoted << value.toStdString();
    return QString::fromUtf8(emitter.c_str());
}

bool isPlainKey(const QString &key)
{
    return !key.isEmpty() && !key.front().isDigit() && std::ranges::all_of(key, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/');
    });
}

} // namespace

void YamlText::beginLine()
{
    const int indent = m_hasDash ? m_depth - 2 : m_depth;
    m_text += QString(indent, u' ');
    if (m_hasDash) {
        m_text += "- "_L1;
        m_hasDash = false;
    }
}

void YamlText::writeKey(const QString &key)
{
    beginLine();
    m_text += isPlainKey(key) ? key : quoted(key);
    m_text += u':';
}

void YamlText::comment(const QStringList &lines)
{
    const int indent = m_hasDash ? m_depth - 2 : m_depth;
    for (const QString &line : lines) {
        const QString cleaned = line.isEmpty() ? u"#"_s : u"# "_s + line;
        m_text += QString(indent, u' ') + cleaned + u'\n';
    }
}

void YamlText::blankLine()
{
    m_text += u'\n';
}

void YamlText::openMapping(const QString &key)
{
    writeKey(key);
    m_text += u'\n';
    m_depth += 2;
}

void YamlText::openList(const QString &key)
{
    openMapping(key);
}

void YamlText::openItem()
{
    m_depth += 2;
    m_hasDash = true;
}

void YamlText::close()
{
    m_depth -= 2;
    m_hasDash = false;
}

void YamlText::entry(const QString &key, const QString &value)
{
    writeKey(key);
    m_text += u' ' + quoted(value) + u'\n';
}

void YamlText::number(const QString &key, int value)
{
    writeKey(key);
    m_text += u' ' + QString::number(value) + u'\n';
}

void YamlText::boolean(const QString &key, bool value)
{
    writeKey(key);
    m_text += value ? " true\n"_L1 : " false\n"_L1;
}

void YamlText::word(const QString &key, const QString &value)
{
    writeKey(key);
    m_text += u' ' + value + u'\n';
}

void YamlText::nothing(const QString &key)
{
    writeKey(key);
    m_text += u'\n';
}

void YamlText::item(const QString &value)
{
    beginLine();
    m_text += "- "_L1 + quoted(value) + u'\n';
}

void YamlText::flowList(const QString &key, const QStringList &values)
{
    writeKey(key);
    QStringList items;
    std::ranges::transform(values, std::back_inserter(items), quoted);
    m_text += " ["_L1 + items.join(", "_L1) + "]\n"_L1;
}

} // namespace duodoctor
