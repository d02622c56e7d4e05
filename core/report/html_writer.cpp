#include "report/html_writer.h"

#include "report/visible_text.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

HtmlWriter::HtmlWriter()
    : m_xml(&m_out)
{
    m_xml.writeDTD(u"<!DOCTYPE html>"_s);
}

void HtmlWriter::open(QLatin1StringView element, Attributes attributes)
{
    m_xml.writeStartElement(QString{element});
    writeAttributes(attributes);
}

void HtmlWriter::close()
{
    // Without it an empty element would be closed as <p/>, which HTML reads as an open one.
    m_xml.writeCharacters({});
    m_xml.writeEndElement();
}

void HtmlWriter::element(QLatin1StringView element, const QString &content, Attributes attributes)
{
    open(element, attributes);
    text(content);
    close();
}

void HtmlWriter::voidElement(QLatin1StringView element, Attributes attributes)
{
    m_xml.writeEmptyElement(QString{element});
    writeAttributes(attributes);
}

void HtmlWriter::text(const QString &text)
{
    m_xml.writeCharacters(visibleText(text));
}

void HtmlWriter::exactText(const QString &text)
{
    m_xml.writeCharacters(text);
}

QByteArray HtmlWriter::result() const
{
    return m_out + '\n';
}

void HtmlWriter::writeAttributes(Attributes attributes)
{
    for (const auto &[name, value] : attributes) {
        m_xml.writeAttribute(QString{name}, visibleText(value, LineBreaks::AsBlanks));
    }
}

} // namespace duodoctor
