#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <QXmlStreamWriter>

#include <initializer_list>
#include <utility>

namespace duodoctor
{

/// Writes one HTML page element by element. Text and attribute values are made visible (visible_text.h) and escaped by
/// construction; there is no way to write markup that is not an element.
class HtmlWriter
{
public:
    using Attributes = std::initializer_list<std::pair<QLatin1StringView, QString>>;

    HtmlWriter();

    void open(QLatin1StringView element, Attributes attributes = {});
    void close();
    /// An element with text; line breaks stay.
    void element(QLatin1StringView element, const QString &text, Attributes attributes = {});
    /// An element that has no content by its nature: meta, br, hr.
    void voidElement(QLatin1StringView element, Attributes attributes = {});
    void text(const QString &text);
    /// Text of ours that must come out byte by byte (a style sheet with a hash). Must not contain `<`, `>`, `&` or `"`.
    void exactText(const QString &text);

    /// The page: a document type, what was written, a line end.
    QByteArray result() const;

private:
    void writeAttributes(Attributes attributes);

    QByteArray m_out;
    QXmlStreamWriter m_xml;
};

/// An element that closes at the end of the block.
class HtmlElement
{
public:
    HtmlElement(HtmlWriter &html, QLatin1StringView element, HtmlWriter::Attributes attributes = {})
        : m_html(html)
    {
        m_html.open(element, attributes);
    }
    ~HtmlElement() { m_html.close(); }
    HtmlElement(const HtmlElement &) = delete;
    HtmlElement &operator=(const HtmlElement &) = delete;

private:
    HtmlWriter &m_html;
};

} // namespace duodoctor
