using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Cases;

/// <summary>The instance's own days off, over the national ones. Deadlines that run are not moved by a day entered later; new ones count with it.</summary>
internal static class HolidayRegister
{
    public const string View = "calendar.view";
    public const string Edit = "calendar.edit";

    public static Register<Holiday> Declare() => new()
    {
        Kind = "holidays",
        Slug = "hari-libur",
        Title = "Hari libur dan cuti bersama",
        One = "hari libur",
        Why = "Libur nasional sudah diketahui. Daftarkan di sini cuti bersama yang baru ditetapkan, libur daerah, dan hari yang tetap bekerja, supaya tenggat dalam hari kerja dihitung benar.",
        View = View,
        Edit = Edit,
        Icon = "calendar3",
        Chapter = "Pengaturan",
        OrderedBy = "-date",
        TitleOf = day => day.Title,
        Of =
        [
            Fields.Text<Holiday>("title", "Nama", day => day.Title, Holiday.TitleLength, new() { Required = true, Listed = true, Searched = true, Help = "Misalnya: Cuti bersama Idul Fitri." }),
            Fields.Date<Holiday>("date", "Tanggal", day => day.Date, new() { Required = true, Listed = true }),
            Fields.Choice<Holiday, HolidayKind>("kind", "Jenis", day => day.Kind,
            [
                (HolidayKind.JointLeave, "Cuti bersama"),
                (HolidayKind.Local, "Libur daerah"),
                (HolidayKind.National, "Libur nasional"),
                (HolidayKind.Worked, "Tetap hari kerja"),
            ], new() { Listed = true, Filtered = true, Help = "Pilih “Tetap hari kerja” untuk membatalkan libur yang sudah diketahui, misalnya karena bergeser." }),
            Fields.Text<Holiday>("basis", "Dasar penetapan", day => day.Basis, 300, new() { Help = "Nomor keputusan yang menetapkannya." }),
        ],
        Rules = async (services, day, cancel) =>
            await services.GetRequiredService<PlatformDb>().Set<Holiday>().AsNoTracking().AnyAsync(other => other.Date == day.Date && other.Id != day.Id, cancel)
                ? [Refusal.At("date", $"{Indonesian.Date(day.Date)} sudah terdaftar. Ubah catatan yang ada.")]
                : [],
    };
}
