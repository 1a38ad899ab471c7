#pragma once

#include "intake/job_record.hpp"
#include "store/override.hpp"
#include "store/rule.hpp"
#include "store/txn.hpp"

/// What is asked of every car that leaves; not for other slices.
namespace svcctl::settle {

/// Old parts are tagged and settled as the customer wished, own parts given back.
void require_parts_settled(store::WriteTxn& tx, const intake::JobRecord& job,
                           const store::Judgement& judged);
void require_valuables(store::WriteTxn& tx, const intake::JobRecord& job,
                       const store::Judgement& judged);
/// What was issued is fitted by work that was done, or handed over as it is.
void require_fitted(store::WriteTxn& tx, const intake::JobRecord& job,
                    const store::Judgement& judged);
/// Work on a task is checked.
void require_checked(store::WriteTxn& tx, const intake::JobRecord& job,
                     const store::Judgement& judged, const store::Rule& rule);

/// Another manager who is there.
store::OtherThere other_manager(const store::WriteTxn& tx);

}  // namespace svcctl::settle
