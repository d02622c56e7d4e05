#pragma once

#include "certificate/chain_picture.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace duodoctor
{

class Playbook;

/// One certificate of a chain as it is drawn. All text is the certificate's own: shown as it stands.
struct CertificateBox {
    QString role; ///< "Server certificate", with where it came from
    QString subject;
    QString detail;       ///< validity, or where a missing one can be fetched
    QStringList problems; ///< titles of the articles that explain them
    bool isMissing = false;
    friend bool operator==(const CertificateBox &, const CertificateBox &) = default;
};

/// The boxes from the server's own certificate to the root.
/// @param playbook  words the problems.
QList<CertificateBox> boxesOf(const ChainPicture &picture, const Playbook &playbook);

/// Draws a served chain: a box per certificate, "signed by" between them, a dashed box where one is missing.
class CertificateChainView : public QWidget
{
    Q_OBJECT
public:
    explicit CertificateChainView(QWidget *parent = nullptr);

    void setBoxes(const QList<CertificateBox> &boxes);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int heightOf(const CertificateBox &box, int width) const;
    void paintBox(QPainter &painter, const QRectF &room, const CertificateBox &box) const;

    QList<CertificateBox> m_boxes;
};

} // namespace duodoctor
