#include "ui/certificate_chain_view.h"

#include "judge/tls_findings.h"
#include "playbook/playbook.h"
#include "report/visible_text.h"
#include "ui/status_sign.h"

#include <QPainter>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMargin = 10;
constexpr int kPadding = 8;
constexpr qreal kRadius = 6;

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

int CertificateChainView::heightOf(const CertificateBox &box) const
{
    const auto lines = 2 + (box.detail.isEmpty() ? 0 : 1) + static_cast<int>(box.problems.size());
    return lines * fontMetrics().height() + 2 * kPadding;
}

QSize CertificateChainView::sizeHint() const
{
    int height = 2 * kMargin;
    for (const CertificateBox &box : m_boxes) {
        height += heightOf(box) + fontMetrics().height() + 6;
    }
    return {fontMetrics().averageCharWidth() * 30, height};
}

void CertificateChainView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    qreal y = kMargin;
    const int gap = fontMetrics().height() + 6;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        const QRectF room(kMargin, y, width() - 2 * kMargin, heightOf(m_boxes.at(i)));
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
    paintSign(painter, QRectF(room.left() + kPadding, room.top() + kPadding, line * 1.2, line * 1.2), sign, palette());
    QRectF text = room.adjusted(kPadding * 2 + line * 1.2, kPadding, -kPadding, -kPadding);
    text.setHeight(line);
    const auto write = [&](const QString &words, const QColor &color, QFont::Weight weight) {
        QFont face = font();
        face.setWeight(weight);
        painter.setFont(face);
        painter.setPen(color);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         QFontMetricsF(face).elidedText(words, Qt::ElideMiddle, text.width()));
        text.translate(0, line);
    };
    const QColor ink = palette().color(QPalette::Text);
    const QColor faint = mixed(ink, palette().color(QPalette::Base), 0.3);
    write(box.role, faint, QFont::Normal);
    write(box.subject, ink, QFont::DemiBold);
    if (!box.detail.isEmpty()) {
        write(box.detail, faint, QFont::Normal);
    }
    for (const QString &problem : box.problems) {
        write(problem, colorFor(StatusSign::Failed, palette()), QFont::DemiBold);
    }
}

} // namespace duodoctor
