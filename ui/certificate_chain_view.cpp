#include "ui/certificate_chain_view.h"

#include "judge/tls_findings.h"
#include "playbook/playbook.h"
#include "report/visible_text.h"
#include "ui/status_sign.h"

#include <QPainter>
#include <QTextLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMargin = 10;
constexpr int kPadding = 8;
constexpr int kMaxLines = 3; ///< of one text in a box; what is longer is cut in its middle
constexpr qreal kRadius = 6;

enum class Ink { Text, Faint, Problem };

/// One line of a box as it is painted.
struct BoxLine {
    QString words;
    QFont face;
    Ink ink = Ink::Text;
};

qreal signSide(const QFontMetrics &metrics)
{
    return metrics.height() * 1.2;
}

/// Breaks between words, and inside of them where a name has no blank.
void addWrapped(QList<BoxLine> &lines, const QString &words, const QFont &face, Ink ink, qreal width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(words, face);
    layout.setTextOption(option);
    layout.beginLayout();
    for (int count = 1;; ++count) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(width);
        if (count == kMaxLines) {
            lines << BoxLine{QFontMetricsF(face).elidedText(words.mid(line.textStart()), Qt::ElideMiddle, width), face,
                             ink};
            break;
        }
        lines << BoxLine{words.mid(line.textStart(), line.textLength()).trimmed(), face, ink};
    }
    layout.endLayout();
}

QList<BoxLine> linesOf(const CertificateBox &box, const QFont &font, qreal width)
{
    const qreal room = qMax(1.0, width - 3 * kPadding - signSide(QFontMetrics(font)));
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    QList<BoxLine> lines;
    addWrapped(lines, box.role, font, Ink::Faint, room);
    addWrapped(lines, box.subject, strong, Ink::Text, room);
    if (!box.detail.isEmpty()) {
        addWrapped(lines, box.detail, font, Ink::Faint, room);
    }
    for (const QString &problem : box.problems) {
        addWrapped(lines, problem, strong, Ink::Problem, room);
    }
    return lines;
}

QString shown(const std::string &text)
{
    return visibleText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), LineBreaks::AsBlanks);
}

QString roleText(const ChainPicture::Node &node)
{
    QString role;
    switch (node.role) {
    case ChainPicture::Role::Server:
        role = CertificateChainView::tr("Server certificate");
        break;
    case ChainPicture::Role::Intermediate:
        role = CertificateChainView::tr("Intermediate authority");
        break;
    case ChainPicture::Role::Root:
        role = CertificateChainView::tr("Root authority");
        break;
    }
    switch (node.origin) {
    case ChainPicture::Origin::Sent:
        return CertificateChainView::tr("%1, sent by the server").arg(role);
    case ChainPicture::Origin::Store:
        return CertificateChainView::tr("%1, trusted by this workstation").arg(role);
    case ChainPicture::Origin::SentAndStore:
        return CertificateChainView::tr("%1, sent by the server and trusted by this workstation").arg(role);
    case ChainPicture::Origin::Missing:
        break;
    }
    return CertificateChainView::tr("%1, missing").arg(role);
}

} // namespace

QList<CertificateBox> boxesOf(const ChainPicture &picture, const Playbook &playbook)
{
    QList<CertificateBox> boxes;
    for (const ChainPicture::Node &node : picture.nodes) {
        CertificateBox box{roleText(node), shown(node.subject), {}, {}, node.origin == ChainPicture::Origin::Missing};
        if (!box.isMissing) {
            box.detail =
                CertificateChainView::tr("Valid from %1 to %2").arg(shown(node.notBefore), shown(node.notAfter));
        } else if (!node.url.empty()) {
            box.detail = CertificateChainView::tr("Can be fetched from %1").arg(shown(node.url));
        }
        for (const ChainProblem problem : node.problems) {
            const FindingId id = findingIdFor(problem);
            const Article *article = playbook.article(id.toString());
            box.problems << (article ? article->title : id.toString());
        }
        boxes << box;
    }
    return boxes;
}

CertificateChainView::CertificateChainView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"certificateChain"_s);
    QSizePolicy wraps(QSizePolicy::Preferred, QSizePolicy::Preferred);
    wraps.setHeightForWidth(true);
    setSizePolicy(wraps);
    setAccessibleName(tr("Certificate chain"));
}

void CertificateChainView::setBoxes(const QList<CertificateBox> &boxes)
{
    m_boxes = boxes;
    QStringList sentences;
    for (const CertificateBox &box : boxes) {
        sentences << QStringList{box.role, box.subject, box.detail, box.problems.join(u", "_s)}.join(u". "_s);
    }
    setAccessibleDescription(sentences.join(tr("; signed by: ")));
    updateGeometry();
    update();
}

int CertificateChainView::heightOf(const CertificateBox &box, int width) const
{
    const auto lines = static_cast<int>(linesOf(box, font(), width - 2 * kMargin).size());
    return lines * fontMetrics().height() + 2 * kPadding;
}

int CertificateChainView::heightForWidth(int width) const
{
    int height = 2 * kMargin;
    for (const CertificateBox &box : m_boxes) {
        height += heightOf(box, width) + fontMetrics().height() + 6;
    }
    return height;
}

QSize CertificateChainView::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 30;
    return {width, heightForWidth(width)};
}

QSize CertificateChainView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 3};
}

void CertificateChainView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    qreal y = kMargin;
    const int gap = fontMetrics().height() + 6;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        const QRectF room(kMargin, y, width() - 2 * kMargin, heightOf(m_boxes.at(i), width()));
        paintBox(painter, room, m_boxes.at(i));
        y = room.bottom() + gap;
        if (i + 1 < m_boxes.size()) {
            const qreal x = room.left() + 18;
            painter.setPen(QPen(mixed(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.4), 1.4));
            painter.drawLine(QPointF(x, room.bottom() + 2), QPointF(x, y - 3));
            painter.drawLine(QPointF(x, y - 3), QPointF(x - 4, y - 7));
            painter.drawLine(QPointF(x, y - 3), QPointF(x + 4, y - 7));
            painter.drawText(QRectF(x + 12, room.bottom(), room.width() - 40, gap), Qt::AlignVCenter | Qt::AlignLeft,
                             tr("signed by"));
        }
    }
}

void CertificateChainView::paintBox(QPainter &painter, const QRectF &room, const CertificateBox &box) const
{
    const bool isBad = box.isMissing || !box.problems.isEmpty();
    const StatusSign sign = isBad ? StatusSign::Failed : StatusSign::Passed;
    QPen pen(isBad ? colorFor(sign, palette())
                   : mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.3),
             isBad ? 1.6 : 1.0);
    pen.setStyle(box.isMissing ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(tintFor(sign, palette()));
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    const qreal line = fontMetrics().height();
    const qreal side = signSide(fontMetrics());
    paintSign(painter, QRectF(room.left() + kPadding, room.top() + kPadding, side, side), sign, palette());
    QRectF text = room.adjusted(kPadding * 2 + side, kPadding, -kPadding, -kPadding);
    text.setHeight(line);
    const QColor ink = palette().color(QPalette::Text);
    for (const BoxLine &words : linesOf(box, font(), room.width())) {
        painter.setFont(words.face);
        painter.setPen(words.ink == Ink::Problem ? colorFor(StatusSign::Failed, palette())
                       : words.ink == Ink::Faint ? mixed(ink, palette().color(QPalette::Base), 0.3)
                                                 : ink);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, words.words);
        text.translate(0, line);
    }
    painter.setFont(font());
}

} // namespace duodoctor
