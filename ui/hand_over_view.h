#pragma once

#include "ui/walk_record.h"

#include <QWidget>

namespace duodoctor
{

class ReadingView;

/// The end of a walk that found no cause: the way here, what was seen and what to attach, with a button that copies all
/// of it as text.
class HandOverView : public QWidget
{
    Q_OBJECT
public:
    explicit HandOverView(QWidget *parent = nullptr);

    void showRecord(const WalkRecord &record);
    void focusText();

Q_SIGNALS:
    void copied();

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();

    ReadingView *m_text;
    WalkRecord m_record;
};

} // namespace duodoctor
