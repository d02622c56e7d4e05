#include "generate/nginx_text.h"

#include "generate/comment_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

bool isPlain(QChar c)
{
    return c.unicode() < 128 && (c.isLetterOrNumber() || "_-./:[]@%+=,"_L1.contains(c));
}

} // namespace

void NginxText::comment(const QStringList &lines)
{
    for (const QString &line : lines) {
        m_text += indent() + (line.isEmpty() ? u"#"_s : u"# "_s + line) + u'\n';
    }
}

void NginxText::blankLine()
{
    m_text += u'\n';
}

void NginxText::open(const QString &name, const QStringList &arguments)
{
    m_text += indent() + (QStringList{name} + arguments).join(u' ') + " {\n"_L1;
    ++m_depth;
}

void NginxText::close()
{
    --m_depth;
    m_text += indent() + "}\n"_L1;
}

void NginxText::directive(const QString &name, const QStringList &arguments)
{
    m_text += indent() + (QStringList{name} + arguments).join(u' ') + ";\n"_L1;
}

QString nginxWord(const QString &value)
{
    if (!value.isEmpty() && std::ranges::all_of(value, isPlain)) {
        return value;
    }
    QString quoted = value;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + quoted + u'"';
}

bool isNginxValue(const QString &value)
{
    return !value.contains(u'$') && !hasControlCharacters(value);
}

} // namespace duodoctor
