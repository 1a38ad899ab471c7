#pragma once

#include <array>

#include "base/code.hpp"

namespace svcctl {

/// Repair categories of the Chinese repair rules, from the lightest to the heaviest.
enum class Category { minor, maintenance_1, maintenance_2, assembly, whole };
template <>
inline constexpr std::array codes<Category> = {
    CodeEntry<Category>{Category::minor, "minor", N_("minor repair")},
    CodeEntry<Category>{Category::maintenance_1, "maintenance-1", N_("level-1 maintenance")},
    CodeEntry<Category>{Category::maintenance_2, "maintenance-2", N_("level-2 maintenance")},
    CodeEntry<Category>{Category::assembly, "assembly", N_("assembly repair")},
    CodeEntry<Category>{Category::whole, "whole", N_("whole-vehicle repair")},
};
template <>
inline constexpr std::array synonyms<Category> = {
    Synonyms<Category>{Category::minor, "小修 维修 一般维修 普通维修"},
    Synonyms<Category>{Category::maintenance_1, "一级维护 一保 保养 小保养 常规保养 维护"},
    Synonyms<Category>{Category::maintenance_2, "二级维护 二保 大保养"},
    Synonyms<Category>{Category::assembly, "总成修理 总成大修 总成"},
    Synonyms<Category>{Category::whole, "整车修理 整车大修 大修"},
};

/// Kinds of vehicle, as far as warranty floors differ by them.
enum class VehicleKind { car, hazmat, motorcycle, other };
template <>
inline constexpr std::array codes<VehicleKind> = {
    CodeEntry<VehicleKind>{VehicleKind::car, "car", N_("car")},
    CodeEntry<VehicleKind>{VehicleKind::hazmat, "hazmat", N_("hazardous-goods vehicle")},
    CodeEntry<VehicleKind>{VehicleKind::motorcycle, "motorcycle", N_("motorcycle")},
    CodeEntry<VehicleKind>{VehicleKind::other, "other", N_("other motor vehicle")},
};
/// What registration papers and other programs call them.
template <>
inline constexpr std::array synonyms<VehicleKind> = {
    Synonyms<VehicleKind>{
        VehicleKind::car,
        "小车 小型车 小型汽车 轿车 小型轿车 小型普通客车 乘用车 汽车 客车 货车 suv mpv "
        "越野车 商务车"},
    Synonyms<VehicleKind>{VehicleKind::hazmat,
                          "危货车 危险品车 危险品运输车 危险货物运输车 危险货物运输车辆"},
    Synonyms<VehicleKind>{VehicleKind::motorcycle, "摩托 摩托车 二轮摩托车 三轮摩托车"},
    Synonyms<VehicleKind>{VehicleKind::other, "其他 其它 其他车辆"},
};

}  // namespace svcctl
