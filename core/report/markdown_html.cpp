#include "report/markdown_html.h"

#include <md4c.h>

#include <QUrl>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxCharacters = 256 * 1024;

QString fromParser(const MD_CHAR *text, MD_SIZE size)
{
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}

/// The handful of entities that a writer of articles uses; others are shown as they stand.
QString decodedEntity(const QString &entity)
{
    static constexpr std::array<std::pair<QLatin1StringView, char16_t>, 8> kEntities{{
        {"&amp;"_L1, u'&'},
        {"&lt;"_L1, u'<'},
        {"&gt;"_L1, u'>'},
        {"&quot;"_L1, u'"'},
        {"&nbsp;"_L1, u'\u00a0'},
        {"&rarr;"_L1, u'\u2192'},
        {"&ndash;"_L1, u'\u2013'},
        {"&mdash;"_L1, u'\u2014'},
    }};
    for (const auto &[name, character] : kEntities) {
        if (entity == name) {
            return QString(QChar(character));
        }
    }
    return entity;
}

/// Receives what md4c finds and writes it as elements. Blocks and spans without an element of their own are left out,
/// their text stays.
class MarkdownReceiver
{
public:
    MarkdownReceiver(HtmlWriter &html, bool isInline)
        : m_html(html)
        , m_isInline(isInline)
    {
    }

    void enterBlock(MD_BLOCKTYPE type)
    {
        if (type == MD_BLOCK_P && m_isInline) {
            // Paragraphs of a sentence for a list item: a break between them is enough.
            if (m_hadParagraph) {
                m_html.voidElement("br"_L1);
            }
            m_hadParagraph = true;
            return;
        }
        if (type == MD_BLOCK_HR) {
            m_html.voidElement("hr"_L1);
            return;
        }
        if (type == MD_BLOCK_CODE) {
            m_html.open("pre"_L1, {{"class"_L1, u"command"_s}});
        }
        if (const QLatin1StringView element = elementOf(type); !element.isEmpty()) {
            m_html.open(element);
        }
    }
    void leaveBlock(MD_BLOCKTYPE type)
    {
        if ((type == MD_BLOCK_P && m_isInline) || type == MD_BLOCK_HR) {
            return;
        }
        if (!elementOf(type).isEmpty()) {
            m_html.close();
        }
        if (type == MD_BLOCK_CODE) {
            m_html.close();
        }
    }
    void enterSpan(MD_SPANTYPE type, const void *detail)
    {
        if (type == MD_SPAN_A) {
            const auto *link = static_cast<const MD_SPAN_A_DETAIL *>(detail);
            const QUrl target(fromParser(link->href.text, link->href.size), QUrl::StrictMode);
            if (target.isValid() && (target.scheme() == "https"_L1 || target.scheme() == "http"_L1)) {
                m_html.open("a"_L1, {{"href"_L1, target.toString(QUrl::FullyEncoded)}, {"rel"_L1, u"noreferrer"_s}});
            } else {
                m_html.open("span"_L1);
            }
        } else if (const QLatin1StringView element = elementOf(type); !element.isEmpty()) {
            m_html.open(element);
        }
    }
    void leaveSpan(MD_SPANTYPE type)
    {
        if (type == MD_SPAN_A || !elementOf(type).isEmpty()) {
            m_html.close();
        }
    }
    void text(MD_TEXTTYPE type, const QString &text)
    {
        switch (type) {
        case MD_TEXT_BR:
            m_html.voidElement("br"_L1);
            break;
        case MD_TEXT_SOFTBR:
            m_html.text(u" "_s);
            break;
        case MD_TEXT_NULLCHAR:
            m_html.text(u"\uFFFD"_s);
            break;
        case MD_TEXT_ENTITY:
            m_html.text(decodedEntity(text));
            break;
        default:
            m_html.text(text);
        }
    }

private:
    static QLatin1StringView elementOf(MD_BLOCKTYPE type)
    {
        switch (type) {
        case MD_BLOCK_QUOTE:
            return "blockquote"_L1;
        case MD_BLOCK_UL:
            return "ul"_L1;
        case MD_BLOCK_OL:
            return "ol"_L1;
        case MD_BLOCK_LI:
            return "li"_L1;
        case MD_BLOCK_H:
            return "h5"_L1; // below every heading of the report
        case MD_BLOCK_CODE:
            return "code"_L1;
        case MD_BLOCK_P:
            return "p"_L1;
        case MD_BLOCK_TABLE:
            return "table"_L1;
        case MD_BLOCK_THEAD:
            return "thead"_L1;
        case MD_BLOCK_TBODY:
            return "tbody"_L1;
        case MD_BLOCK_TR:
            return "tr"_L1;
        case MD_BLOCK_TH:
            return "th"_L1;
        case MD_BLOCK_TD:
            return "td"_L1;
        default:
            return {};
        }
    }
    static QLatin1StringView elementOf(MD_SPANTYPE type)
    {
        switch (type) {
        case MD_SPAN_EM:
            return "em"_L1;
        case MD_SPAN_STRONG:
            return "strong"_L1;
        case MD_SPAN_CODE:
            return "code"_L1;
        default:
            return {};
        }
    }

    HtmlWriter &m_html;
    bool m_isInline;
    bool m_hadParagraph = false;
};

MarkdownReceiver &receiver(void *userdata)
{
    return *static_cast<MarkdownReceiver *>(userdata);
}

void parse(HtmlWriter &html, const QString &markdown, bool isInline)
{
    MarkdownReceiver target(html, isInline);
    const QByteArray utf8 = markdown.left(kMaxCharacters).toUtf8();
    MD_PARSER parser = {};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *, void *userdata) {
        receiver(userdata).enterBlock(type);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *userdata) {
        receiver(userdata).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *userdata) {
        receiver(userdata).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *userdata) {
        receiver(userdata).leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata) {
        receiver(userdata).text(type, fromParser(text, size));
        return 0;
    };
    md_parse(utf8.constData(), static_cast<MD_SIZE>(utf8.size()), &parser, &target);
}

} // namespace

void writeMarkdown(HtmlWriter &html, const QString &markdown)
{
    parse(html, markdown, false);
}

void writeInlineMarkdown(HtmlWriter &html, const QString &markdown)
{
    parse(html, markdown, true);
}

} // namespace duodoctor
