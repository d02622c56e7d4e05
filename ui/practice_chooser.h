#pragma once

#include "practice/practice_deployment.h"

#include <QDialog>

class QLabel;
class QListView;
class QPushButton;

namespace duodoctor
{

class FaultListModel;

/// Asks which faults the practice deployment should have; none means healthy.
class PracticeChooser : public QDialog
{
    Q_OBJECT
public:
    PracticeChooser(const QList<PracticeFault> &faults, const QStringList &chosen, QWidget *parent = nullptr);

Q_SIGNALS:
    void faultsChosen(const QStringList &ids);

private:
    void describeChoice();

    FaultListModel *m_model;
    QListView *m_list;
    QLabel *m_choice;
    QPushButton *m_start;
};

} // namespace duodoctor
