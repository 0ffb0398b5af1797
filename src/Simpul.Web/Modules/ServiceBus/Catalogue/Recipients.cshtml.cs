using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>Who gets which data element of whom for which purpose.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class RecipientsModel(RecipientBook book) : PageModel
{
    public const string Href = "/kerja/penerima-data";

    private const int Size = 25;

    public IReadOnlyList<DataRecipient> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public string? Words { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request);
        Words = RegisterQuery.Cut(Request.Query[ListAddress.Search].ToString());
        (Rows, Total) = await book.Read(Words, Number, Size, cancel);
    }
}
