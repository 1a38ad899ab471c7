#pragma once

/// Marks that stand before a word in the index and say what field it is of; words of names have
/// none. No part of the public headers.
namespace svcctl::parts {

constexpr char name_word = 0;
constexpr char other_word = '\x01';             ///< brand, category, cars
constexpr char supplier_number_value = '\x02';  ///< the key of the supplier's number
constexpr char kind_value = '\x03';
constexpr char category_value = '\x04';
constexpr char supplier_value = '\x05';

}  // namespace svcctl::parts
