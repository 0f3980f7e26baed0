"""The words people write above their columns, in Chinese, English and German."""

from __future__ import annotations

from collections.abc import Mapping

from crmtui.domain.words import N_

# Field -> headings, separated by blanks; compared in small letters, without blanks and marks.
CUSTOMER = {
    "uid": "uid crmtuiuid",
    "number": (
        "编号 客户编号 客户代码 客户号 客户编码 客户号码 代码 会员号 客户id number "
        "customernumber customerno customercode customerid accountnumber accountno "
        "clientnumber kundennummer kundennr kdnr customernr kundenid"
    ),
    "name": (
        "客户名称 客户名 客户 客户全称 公司 公司名称 公司名 公司全称 单位 单位名称 工作单位 "
        "企业 企业名称 厂名 店名 商户名称 商家名称 客户单位 所在公司 所在单位 "
        "company companyname account accountname customer "
        "customername organization organisation organizationname client clientname firma "
        "associatedcompany "
        "firmenname kunde kundenname unternehmen"
    ),
    "short_name": "简称 客户简称 公司简称 shortname abbreviation kurzname",
    "grade": (
        "等级 级别 客户等级 客户级别 分级 客户分级 客户分类等级 重要程度 grade customergrade "
        "rating abc abcclass kundenklasse klasse customertype priorität"
    ),
    "stage": "状态 客户状态 阶段 客户阶段 stage status customerstatus lifecyclestage",
    "industry": "行业 客户行业 所属行业 工作领域 industry branche sector industrytype",
    "country": (
        "国家 所在国家 国别 国家地区 country countryregion land staat mailingcountry billingcountry"
    ),
    "province": "省份 所在省份 省 所在省 province state bundesland mailingstate billingstate",
    "city": "城市 所在城市 市 所在市 city town ort stadt mailingcity billingcity companycity",
    "region": "地区 区域 省市 省份城市 所在地区 所在地 所属地区 现工作地区 现居地 region",
    "address": (
        "地址 公司地址 联系地址 详细地址 收货地址 办公地址 通讯地址 address adresse anschrift "
        "street strasse straße mailingaddress billingaddress mailingstreet billingstreet"
    ),
    "source": (
        "来源 客户来源 渠道 来源渠道 获客渠道 线索来源 source leadsource originalsource quelle "
        "herkunft"
    ),
    "owner": (
        "归属人 业务员 销售 销售员 销售代表 客户经理 跟进人 所属销售 所属业务员 专员 owner "
        "accountowner contactowner leadowner dealowner recordowner salesrep rep "
        "salesperson sales betreuer verkäufer vertreter"
    ),
    "referred_by": "介绍人 转介绍人 推荐人 referredby referrer empfohlenvon",
    "credit_level": "信用等级 信用级别 creditlevel creditrating bonität",
    "payment_terms": ("付款方式 结算方式 账期 付款条件 结款方式 paymentterms zahlungsbedingungen"),
    "invoice": "开票资料 开票信息 invoicedetails rechnungsdaten",
    "needs": "需求 客户需求 needs requirements bedarf",
    "note": (
        "备注 备注信息 备注说明 说明 note notes remark remarks comment comments description "
        "附注 其他说明 备注1 bemerkung bemerkungen notiz notizen anmerkung anmerkungen beschreibung"
    ),
    "tags": "标签 客户标签 tags tag labels schlagworte",
    "contact.name": (
        "联系人 主联系人 联系人姓名 客户联系人 联络人 contact contactname contactperson "
        "primarycontact ansprechpartner kontakt kontaktperson"
    ),
    "contact.first": "firstname givenname vorname 名",
    "contact.last": "lastname surname familyname nachname 姓 姓氏",
    "contact.middle": "middlename weiterevornamen 中间名",
    "contact.prefix": "salutation nameprefix 称谓 称呼 anrede",
    "contact.position": "职务 职位 岗位 职称 职衔 title jobtitle position funktion job",
    "contact.sex": "性别 gender sex geschlecht",
    "contact.hobbies": "爱好 兴趣 兴趣爱好 hobbies hobby",
    "contact.taboos": "忌讳 禁忌 taboos",
    "contact.temperament": "性格 性格特点 个性 temperament",
    "contact.family": "家庭 家庭情况 家庭成员 family familie",
    "point.mobile": (
        "手机 手机号 手机号码 手机电话 本人手机 联系人手机 联系手机 移动电话 行动电话 备用手机 "
        "mobile mobilephone "
        "mobilenumber mobileno cell cellphone handy mobil mobiltelefon handynummer"
    ),
    "point.phone": (
        "电话 电话号 电话号码 办公电话 联系电话 联络电话 联系人电话 公司电话 固定电话 座机 固话 "
        "备用电话 "
        "联系方式 联系方法 phone phonenumber telephone tel telefon telefonnummer "
        "businessphone contactnumber contactnumbers"
    ),
    "point.phone work": "phonework workphone officephone",
    "point.phone home": "phonehome homephone 家庭电话 住宅电话",
    "point.phone other": "phoneother otherphone",
    "point.fax": "传真 传真号码 传真号 fax faxnumber telefax",
    "point.email": (
        "邮箱 电子邮件 电子邮箱 邮件 邮箱地址 电邮 电子信箱 email emails mail "
        "emailaddress mailadresse emailadresse"
    ),
    "point.email work": "emailwork workemail",
    "point.email home": "emailhome homeemail personalemail",
    "point.email other": "emailother otheremail",
    "point.wechat": "微信 微信号 微信号码 wechat wechatid weixin",
    "point.qq": "qq qq号 qq号码",
    "point.dingtalk": "钉钉 钉钉号 dingtalk",
    "point.whatsapp": "whatsapp whatsappnumber",
    "birthday": (
        "生日 出生日期 出生年月日 公历生日 阳历生日 新历生日 birthday birthdate dateofbirth "
        "dob geburtstag geburtsdatum"
    ),
    "lunar_birthday": "农历生日 阴历生日 农历 旧历生日 lunarbirthday",
    "last_on": (
        "最近联系 最近联系时间 最近联系日期 最近沟通 最近沟通时间 最近沟通日期 最后联系 "
        "最后联系时间 最后联系日期 上次联系 上次联系时间 上次联系日期 最近跟进 最近跟进时间 "
        "最近跟进日期 最后跟进 最后跟进时间 最后沟通时间 最近拜访 lastcontact lastcontacted "
        "lastcontactdate lastcontacton lastcontacttime lastactivity lastactivitydate "
        "letzterkontakt letzterkontaktam"
    ),
    "last_text": (
        "沟通内容 最近沟通内容 最近联系内容 联系内容 跟进内容 最近跟进内容 跟进情况 "
        "lastcontactnote lastcontactnotes lastcontactsummary"
    ),
    "next_on": (
        "下次跟进 下次跟进时间 下次跟进日期 下次联系 下次联系时间 下次联系日期 下次拜访 "
        "下次拜访时间 nextcontact nextcontactdate nextfollowup nextfollowupdate followupdate "
        "wiedervorlage"
    ),
    "occasion.wedding": "结婚纪念日 结婚日期 wedding weddingday weddinganniversary hochzeitstag",
    "occasion.founding": (
        "公司成立日 公司成立日期 成立日期 成立时间 司庆 店庆 foundingday founded foundedon"
    ),
    "occasion.contract_end": (
        "合同到期 合同到期日 合同到期日期 合同截止日期 contractend contractenddate"
    ),
    "next_what": (
        "下一步 下步计划 下一步计划 下一步工作 下次跟进内容 下次跟进事项 下次联系内容 nextstep "
        "nextstepwhat naechsterschritt nächsterschritt"
    ),
    "price_sensitivity": "价格敏感度 价格敏感 pricesensitivity",
    "contact.role": "角色 决策角色 联系人角色 role buyingrole rolle",
    "contact.preferred_channel": "首选联系方式 联系偏好 偏好联系方式 preferredchannel",
    "contact.note": "联系人备注 contactnote contactnotes contactremarks",
    "cargo": "货物信息 货物 货品 品名 货物名称 货物类型 cargo goods",
    "frequency": ("发货频率 发货频次 出货频率 发货周期 频率 shippingfrequency shipmentfrequency"),
    "running": "序号 行号 序",
}
# A person's name: the customer where no other column names one, else the contact.
_PERSON = "姓名 名字 客户姓名 fullname"
_EITHER = "name 名称 负责人"

# What the fields are called when the user is shown how the columns were understood.
WORDS: Mapping[str, str] = {
    "uid": N_("stable id"),
    "number": N_("customer number"),
    "name": N_("customer name"),
    "short_name": N_("short name"),
    "grade": N_("grade"),
    "stage": N_("stage"),
    "industry": N_("industry"),
    "country": N_("country"),
    "province": N_("province"),
    "city": N_("city"),
    "region": N_("province and city"),
    "address": N_("address"),
    "source": N_("source"),
    "owner": N_("rep in charge"),
    "referred_by": N_("referred by"),
    "credit_level": N_("credit level"),
    "payment_terms": N_("payment terms"),
    "invoice": N_("invoice details"),
    "needs": N_("needs"),
    "note": N_("remarks"),
    "tags": N_("tags"),
    "contact": N_("contact"),
    "price_sensitivity": N_("price sensitivity"),
    "contact.name": N_("contact"),
    "contact.first": N_("contact's first name"),
    "contact.middle": N_("contact's middle name"),
    "contact.last": N_("contact's last name"),
    "contact.prefix": N_("form of address"),
    "contact.position": N_("position"),
    "contact.role": N_("role"),
    "contact.preferred_channel": N_("preferred channel"),
    "contact.note": N_("remarks on the contact"),
    "contact.sex": N_("sex"),
    "contact.hobbies": N_("hobbies"),
    "contact.taboos": N_("taboos"),
    "contact.temperament": N_("temperament"),
    "contact.family": N_("family"),
    "point.mobile": N_("mobile"),
    "point.phone": N_("phone"),
    "point.fax": N_("fax"),
    "point.email": N_("e-mail"),
    "point.wechat": N_("WeChat"),
    "point.qq": N_("QQ"),
    "point.dingtalk": N_("DingTalk"),
    "point.whatsapp": N_("WhatsApp"),
    "point.address": N_("address"),
    "birthday": N_("birthday"),
    "lunar_birthday": N_("lunar birthday"),
    "occasion.wedding": N_("wedding day"),
    "occasion.founding": N_("founding day"),
    "occasion.contract_end": N_("end of contract"),
    "occasion.other": N_("other day"),
    "last_on": N_("last contact: date"),
    "last_text": N_("last contact: what was said"),
    "next_on": N_("next step: date"),
    "next_what": N_("next step: what"),
    "on": N_("date"),
    "kind": N_("kind"),
    "summary": N_("what happened"),
    "outcome": N_("outcome"),
    "rep": N_("rep"),
    "due_on": N_("due on"),
    "time": N_("time"),
    "what": N_("what is to be done"),
    "status": N_("status"),
    "closed_on": N_("closed on"),
    "priority": N_("priority"),
    "day": N_("day"),
    "lunar_day": N_("lunar day"),
    "calendar": N_("calendar"),
    "lead_days": N_("days ahead"),
    "label": N_("label"),
    "-": N_("left out"),
    "running": N_("left out: a running number"),
}


def by_word(fields: Mapping[str, str]) -> dict[str, str]:
    """Heading -> field."""
    return {word.casefold(): field for field, words in fields.items() for word in words.split()}


CUSTOMER_HEADINGS: Mapping[str, str] = {
    **by_word(CUSTOMER),
    **dict.fromkeys(_PERSON.split(), "person"),
    **dict.fromkeys(_EITHER.split(), "either"),
}
