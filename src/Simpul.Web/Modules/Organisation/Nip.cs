using System.Globalization;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// The structure of a Nomor Induk Pegawai: eight digits of the birth date, four of the year and two of the month of appointment (for contract
/// civil servants two that count contracts, from 21), one of the sex, three of a sequence.
/// </summary>
public static class Nip
{
    public const int Length = 18;

    /// <summary>What is wrong with it, in words that say what to do; null where it is sound.</summary>
    public static string? Fault(string typed)
    {
        if (typed.Length != Length || !typed.All(char.IsAsciiDigit))
        {
            return "NIP terdiri atas 18 angka, tanpa spasi atau titik.";
        }
        if (!DateOnly.TryParseExact(typed[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born.Year < 1940)
        {
            return "Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal). Periksa lagi.";
        }
        var (year, month) = (int.Parse(typed[8..12], CultureInfo.InvariantCulture), int.Parse(typed[12..14], CultureInfo.InvariantCulture));
        if (year < born.Year + 16 || year > born.Year + 65 || month is not (>= 1 and <= 12 or >= 21 and <= 29))
        {
            return "Angka ke-9 sampai ke-14 NIP adalah tahun dan bulan pengangkatan. Periksa lagi.";
        }
        return typed[14] is '1' or '2' && typed[15..] != "000" ? null : "Angka ke-15 NIP adalah 1 atau 2, dan tiga angka terakhir adalah nomor urut. Periksa lagi.";
    }
}
