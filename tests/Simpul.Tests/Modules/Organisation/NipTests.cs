using Shouldly;
using Simpul.Web.Modules.Organisation;
using Xunit;

namespace Simpul.Tests.Modules.Organisation;

public sealed class NipTests
{
    [Theory]
    [InlineData("198001012005011001")]
    [InlineData("198001012005122999")]
    [InlineData("199902282024211001")]
    public void A_number_of_sound_structure_is_taken(string nip) => Nip.Fault(nip).ShouldBeNull();

    [Theory]
    [InlineData("19800101200501100", "18 angka")]
    [InlineData("19800101 00501 001", "18 angka")]
    [InlineData("198002302005011001", "tanggal lahir")]
    [InlineData("193001012005011001", "tanggal lahir")]
    [InlineData("198001011990011001", "pengangkatan")]
    [InlineData("198001012005131001", "pengangkatan")]
    [InlineData("198001012005013001", "angka ke-15")]
    [InlineData("198001012005011000", "nomor urut")]
    [InlineData("١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "18 angka")]
    public void A_number_of_another_structure_is_refused_with_the_place(string nip, string place) => Nip.Fault(nip)!.ShouldContain(place, Case.Insensitive);
}
