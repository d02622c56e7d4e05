#pragma once

#include <QPushButton>

namespace duodoctor
{

/// A button with a title and a line of explanation, both of which wrap; optionally numbered, for answers that the keys
/// 1 to 9 give.
class ChoiceButton : public QPushButton
{
    Q_OBJECT
public:
    /// @param title  may hold a mnemonic. @param number  1 to 9, or 0 for none.
    ChoiceButton(const QString &title, const QString &explanation, int number, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int textLeft() const;
    QFont titleFont() const;

    QString m_explanation;
    int m_number;
};

} // namespace duodoctor
