using System.Globalization;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The evaluation's indicators by which activities say what they raise: those of the instrument in force today.</summary>
internal static class Indicators
{
    public static Instrument? Of(IServiceProvider services) => services.GetRequiredService<NationalData>().InstrumentOn(services.GetRequiredService<Today>().Date);

    /// <summary>The indicator with this number; null where the instrument has none.</summary>
    public static Indicator? Named(Instrument instrument, string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? instrument.Indicators.FirstOrDefault(one => one.Number == wanted) : null;

    public static string NameOf(Indicator indicator) => indicator.Title ?? indicator.Name ?? $"Indikator {indicator.Number}";
}
