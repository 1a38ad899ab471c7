#include "parts/catalogue/reference.hpp"

#include "base/identifier.hpp"
#include "parts/catalogue/part.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

Reference read_reference(const store::Row& row) {
  Reference out = row.as<Reference>();
  out.part = part_label(row.get<std::string>("part_number"), row.get<std::string>("part_brand"));
  return out;
}

std::optional<Reference> seek_reference(const store::ReadTxn& tx, std::int64_t part_id,
                                        const std::string& key, const std::string& brand) {
  return tx.first(
      R"(SELECT p.number AS part_number, p.brand AS part_brand, r.number AS number,
                r.brand AS brand, r.kind AS kind
           FROM part_reference r JOIN part p ON p.id = r.part_id
          WHERE r.part_id = :part AND r.number_key = :key AND r.brand = :brand)",
      {{"part", part_id}, {"key", key}, {"brand", brand}}, read_reference);
}

constexpr std::array reference_list = {
    csv::Column{"part", "part number|part no|零件号|配件号|配件编码|配件编号|编码",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"part_brand", "品牌|厂牌"},
    csv::Column{"number", "reference|other number|对应号|号码|替代号|oem号|oe号|原厂号",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"brand", "reference brand|maker|对应品牌|主机厂"},
    csv::Column{"kind", "type|类别|类型", csv::Type::code, csv::Need::no,
                csv::words_of<ReferenceKind>, nullptr, to_code(ReferenceKind::alternative)},
};

}  // namespace

std::span<const csv::Column> reference_list_columns() { return reference_list; }

bool add_reference(store::WriteTxn& tx, const Reference& reference) {
  shop::require_right(tx, Right::keep_stock);
  const Part part = find_part(tx, reference.part);
  const auto key = PartNumber(reference.number).key();
  if (key.empty()) throw usage_error("parts.no-number", tr("a part number is needed"));
  if (key == PartNumber(part.number).key() && reference.brand == part.brand)
    throw usage_error("parts.reference-own", tr("{0} is the part's own number", reference.number));
  const auto known = seek_reference(tx, part.id, key, reference.brand);
  if (known && known->number == reference.number && known->kind == reference.kind) return false;
  if (known)
    tx.run(R"(UPDATE part_reference SET number = :number, kind = :kind
               WHERE part_id = :part AND number_key = :key AND brand = :brand)",
           {{"part", part.id},
            {"key", key},
            {"brand", reference.brand},
            {"number", reference.number},
            {"kind", reference.kind}});
  else
    tx.insert(R"(INSERT INTO part_reference (part_id, number, number_key, brand, kind)
                 VALUES (:part, :number, :key, :brand, :kind))",
              {{"part", part.id},
               {"number", reference.number},
               {"key", key},
               {"brand", reference.brand},
               {"kind", reference.kind}});
  tx.record(store::company, {"part",
                             part.label(),
                             {{"reference", reference.number},
                              {"brand", reference.brand},
                              {"kind", to_code(reference.kind)}}});
  return true;
}

Reference drop_reference(store::WriteTxn& tx, const std::string& typed, const std::string& number) {
  shop::require_right(tx, Right::keep_stock);
  const Part part = find_part(tx, typed);
  const auto key = PartNumber(number).key();
  for (const auto& reference : list_references(tx, part.id)) {
    if (PartNumber(reference.number).key() != key) continue;
    tx.run(R"(DELETE FROM part_reference
               WHERE part_id = :part AND number_key = :key AND brand = :brand)",
           {{"part", part.id}, {"key", key}, {"brand", reference.brand}});
    tx.record(store::company, {"part", part.label(), {{"reference-dropped", reference.number}}});
    return reference;
  }
  throw not_found("parts.reference-not-found",
                  tr("part {0} has no other number {1}", part.label(), number),
                  "svcctl parts reference list " + part.label());
}

std::vector<Reference> list_references(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx.all(
      R"(SELECT p.number AS part_number, p.brand AS part_brand, r.number AS number,
                r.brand AS brand, r.kind AS kind
           FROM part_reference r JOIN part p ON p.id = r.part_id
          WHERE r.part_id = :part ORDER BY r.number_key, r.brand)",
      {{"part", part_id}}, read_reference);
}

csv::ImportResult import_references(store::WriteTxn& tx, csv::RowSource& source,
                                    const csv::ImportOptions& options) {
  shop::require_right(tx, Right::keep_stock);
  shop::Batch batch(tx, shop::BatchKind::reference, options);
  const auto part_and_number = [&](const csv::ImportRow& row) {
    return part_alike(tx, part_label(row.text("part"), row.text("part_brand"))) + "\n" +
           PartNumber(row.text("number")).key() + "\n" + row.text("brand");
  };
  const auto take = [&](const csv::ImportRow& row) {
    Reference reference{
        .part = part_label(row.text("part"), row.text("part_brand")),
        .number = row.text("number"),
        .brand = row.text("brand"),
        .kind = row.code<ReferenceKind>("kind").value_or(ReferenceKind::alternative)};
    const bool known = seek_reference(tx, find_part(tx, reference.part).id,
                                      PartNumber(reference.number).key(), reference.brand)
                           .has_value();
    if (!add_reference(tx, reference)) return csv::Outcome::unchanged;
    return known ? csv::Outcome::changed : csv::Outcome::created;
  };
  return batch.take(source, reference_list,
                    {{.by = "number", .key = part_and_number, .agree = {"kind"}}}, take);
}

}  // namespace svcctl::parts
