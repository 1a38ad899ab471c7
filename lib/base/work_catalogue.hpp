#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/work_kind.hpp"

namespace svcctl {

/// One labour operation. `[[operation]]`
struct Operation {
  std::string code;
  std::string name;
  std::string name_zh;
  Hours hours;
  Category category = Category::minor;
  std::optional<Money> rate;  ///< per hour; else `labour.rate`
  std::string certificate;    ///< kind of certificate the technician needs, or empty
  bool maintenance = false;   ///< needs no diagnosis behind it (clause 2.2-inspect)
  std::string system = {};    ///< code of the system that it works on; empty: what its names say
};

/// A system of the car that must not fail, as words tell it: `[[system]]`. Work in free words that
/// speaks of it is no lighter than it says, whoever tells its category (clause 1.2-technician), and
/// a part whose category speaks of it is fitted by work on it (2.3-fit).
struct CarSystem {
  std::string code;
  std::string name;
  std::string name_zh;
  std::vector<std::string> words;        ///< any of them in a text speaks of the system
  std::vector<std::string> except = {};  ///< words of other things that hold one of those
  std::string certificate = {};  ///< kind that work on it in free words asks of a technician
  Category category = Category::assembly;  ///< the least that work on it in free words is
};

/// A charge for what is neither work on the car nor a part: towing, disposal. `[[fee]]`
struct Fee {
  std::string code;
  std::string name;
  std::string name_zh;
  std::optional<Money> price;  ///< the posted one; nothing: told with each line
};

/// Several operations, parts and charges quoted as one. `[[package]]`
struct Package {
  struct Part {
    std::string number;
    Quantity quantity;
  };
  std::string code;
  std::string name;
  std::string name_zh;
  std::vector<std::string> labour;  ///< operation codes, each with its own hours
  std::vector<Part> parts;
};

/// A vehicle inspection sheet. `[[inspection]]`
struct InspectionTemplate {
  struct Item {
    std::string code;
    std::string name;
    std::string name_zh;
    std::string unit;  ///< of the measured value, or empty
  };
  std::string code;
  std::string name;
  std::string name_zh;
  std::vector<Item> items;
};

/// What the shop quotes and inspects by code: the long part of a configuration.
struct WorkCatalogue {
  std::vector<Operation> operations;
  std::vector<Fee> fees;
  std::vector<Package> packages;
  std::vector<InspectionTemplate> inspections;
  std::vector<CarSystem> systems;
};

}  // namespace svcctl
